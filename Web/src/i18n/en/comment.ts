import type { comment as zh } from '../zh/comment'

/** Comments and mentions (X18). */
export const comment: Record<keyof typeof zh, string> = {
  'comment.label': 'Comment',
  'comment.hint': 'Write a comment; type @ to mention the rep, a manager or a director',
  'comment.people': 'Who can be mentioned',
  'comment.send': 'Comment',
  'comment.done': 'Comment added',
  'comment.remove': 'Remove',
  'care.timeline.comment-added': 'Comment',
  'care.timeline.comment-removed': 'A comment was removed',
  'rule.mention': 'You were mentioned in a comment',
  'rule.mention.manager': 'A manager was mentioned in a comment',
  'rule.mention.director': 'A director was mentioned in a comment',
}
