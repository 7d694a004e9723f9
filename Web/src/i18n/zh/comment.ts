/** Comments and mentions (X18). */
export const comment = {
  'comment.label': '评论',
  'comment.hint': '写评论，输入 @ 提及负责销售、经理或总监',
  'comment.people': '可提及的人',
  'comment.send': '发表',
  'comment.done': '评论已发表',
  'comment.remove': '删除',
  'care.timeline.comment-added': '评论',
  'care.timeline.comment-removed': '删除了一条评论',
  'rule.mention': '有人在评论中提到您',
  'rule.mention.manager': '有人在评论中提到经理',
  'rule.mention.director': '有人在评论中提到总监',
} as const
