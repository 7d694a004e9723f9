import { expect, test } from 'vitest'
import { periodWith } from '../../src/format/period'

const month = { from: '2026-02-01', to: '2026-02-28' }

test.each([
  ['from', '2026-02-28', { from: '2026-02-28', to: '2026-02-28' }],
  ['from', '2026-03-01', { from: '2026-03-01', to: '2026-03-01' }],
  ['to', '2026-01-31', { from: '2026-01-31', to: '2026-01-31' }],
  ['to', '2027-02-01', { from: '2026-02-01', to: '2027-02-01' }],
  ['to', '2027-02-02', { from: '2027-02-02', to: '2027-02-02' }],
] as const)('a period whose %s becomes %s', (end, day, next) => expect(periodWith(month, end, day)).toEqual(next))
