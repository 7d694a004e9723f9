import type { components } from './schema'
import type * as care from './care'
import type { Recipient, Why } from '../reach/records'
import type { Unmatched } from '../unmatched/urgency'
import type * as mine from './types'

/**
 * Checked at compile time only: what the pages expect of the API is what its OpenAPI document promises. Words that the pages know
 * by name (statuses, roles, units) are texts to the document, so literals count as texts here. What the document leaves open (the
 * instants, the data of an event) agrees with anything.
 */
type Plain<T> = unknown extends T ? any : T extends string ? string : T extends readonly (infer Item)[] ? Plain<Item>[] : T extends object ? { [Name in keyof T]-?: Plain<Exclude<T[Name], undefined>> } : T
type Promised = components['schemas']
type Keeps<Theirs, Mine> = [Plain<Theirs>] extends [Plain<Mine>] ? true : { promised: Plain<Theirs>; expected: Plain<Mine> }

type Kept<Answer extends true> = Answer

export type Agreement = [
  Kept<Keeps<Promised['SessionView'], mine.Session>>,
  Kept<Keeps<Promised['OrganizationBody'], mine.Organization>>,
  Kept<Keeps<Promised['ApiKeyBody'], mine.ApiKey>>,
  Kept<Keeps<Promised['RepBody'], mine.Rep>>,
  Kept<Keeps<Promised['CustomerRow'], mine.CustomerItem>>,
  Kept<Keeps<Promised['CustomerBody'], mine.Customer>>,
  Kept<Keeps<Promised['FollowUpsBody'], care.FollowUps>>,
  Kept<Keeps<Promised['TicksBody'], care.TickGroups>>,
  Kept<Keeps<Promised['TimelinePage'], care.TimelinePage>>,
  Kept<Keeps<Promised['ContractRow'], mine.ContractItem>>,
  Kept<Keeps<Promised['ContractPage'], mine.Contract>>,
  Kept<Keeps<Promised['HistoryItem'], mine.HistoryItem>>,
  Kept<Keeps<Promised['PreviewAnswer'], mine.Preview>>,
  Kept<Keeps<Promised['NodeBody'], mine.BoardNode>>,
  Kept<Keeps<Promised['NodePage'], mine.BoardNodes>>,
  Kept<Keeps<Promised['Explanation'], mine.Explanation>>,
  Kept<Keeps<Promised['SandboxBody'], mine.Sandbox>>,
  Kept<Keeps<Promised['RecipientBody'], Recipient>>,
  Kept<Keeps<Promised['WhyBody'], Why>>,
  Kept<Keeps<Promised['UnmatchedBody'], Unmatched>>,
  Kept<Keeps<Promised['CommandAnswer'], mine.Accepted>>,
]
