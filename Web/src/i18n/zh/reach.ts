/** How people are reached: pop-ups, channels, why nobody was reminded, what nobody has matched. */
export const reach = {
  'popup.default': '新提醒到来时，在这台电脑上弹出通知。',
  'popup.granted': '这台电脑会弹出新提醒。',
  'popup.denied': '浏览器已禁止本站弹出通知。请点地址栏左侧的图标，把“通知”改为允许。',
  'popup.ask': '开启弹出通知',
  'popup.many': '{n} 条新提醒',
  'popup.many.text': '点开提醒页逐条处理',
}
