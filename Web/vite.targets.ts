/** The oldest web views that the phone's page runs in: DingTalk 7.0 on Android is Chrome 69. */
export const phone = ['chrome69', 'safari13']
