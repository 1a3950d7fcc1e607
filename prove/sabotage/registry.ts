/** Every sabotage there is; the first six are those that every change has to pass. */
import { askingSabotages } from './asking.ts';
import { bookSabotages } from './books.ts';
import { commitSabotages } from './commits.ts';
import { doorSabotages } from './doors.ts';
import { fileSabotages } from './files.ts';
import { officeSabotages } from './office.ts';
import type { Sabotage } from './sabotage.ts';
import { sealSabotages } from './seals.ts';

/** One for each of: ledger, what is acknowledged, refund guard, final states, others' data, keys. */
const first = [
  'counter-left-behind',
  'acknowledged-before-commit',
  'payment-of-another-organisation',
  'refund-without-guard',
  'final-state-goes-back',
  'new-key-on-retry',
];

const all = [
  ...bookSabotages,
  ...askingSabotages,
  ...commitSabotages,
  ...doorSabotages,
  ...fileSabotages,
  ...officeSabotages,
  ...sealSabotages,
];

/** In the order in which they are planted. */
export const sabotages: readonly Sabotage[] = [
  ...first.flatMap((id) => all.filter((sabotage) => sabotage.id === id)),
  ...all.filter((sabotage) => !first.includes(sabotage.id)),
];
