/** Faults of clocks. */
import { coming, covered, notYet, type FaultGroup } from './fault.ts';

export const clockFaults: FaultGroup = {
  title: 'Clocks',
  faults: [
    covered('F158', 'Our clock is wrong or steps back', 'simulation'),
    covered('F159', 'Two processes with different clocks', 'simulation'),
    notYet('F160', 'An hour that comes twice or never', `no job runs at an hour of the day; ${coming.savedCards}`),
    covered('F161', 'The last instant of a year', 'src/receipts/issue-receipts.test.ts', 'src/core/calendar-date.test.ts'),
    covered('F162', 'Our clock is so wrong that genuine notifications look old', 'src/payments/sweep-movements.test.ts'),
    covered('F163', 'Codes that are good for half a minute', 'attack', 'src/office/sign-in/sign-in.test.ts'),
  ],
}; // prettier-ignore
