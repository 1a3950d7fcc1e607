/** Faults of calls to the provider. */
import { coming, covered, notYet, type FaultGroup } from './fault.ts';

const faults = 'src/payments/provider-faults.test.ts';
const late = 'src/payments/late-news.test.ts';
const sweep = 'src/payments/sweep-movements.test.ts';

export const providerFaults: FaultGroup = {
  title: 'Calls to the provider',
  faults: [
    covered('F40', 'The provider cannot be reached', 'simulation', faults, 'src/providers/http.test.ts'),
    covered('F41', 'No answer in time, and it did charge', 'simulation', faults),
    covered('F42', 'No answer in time, and it did not charge', 'simulation', faults),
    covered('F43', 'An error that is repeated for the same key', 'simulation', faults),
    covered('F44', 'Busy, too many requests, still running', 'simulation', faults, 'src/providers/sandbox/contract.test.ts'),
    covered('F45', 'Success over another amount or currency', 'simulation', 'src/payments/settling.test.ts', faults),
    covered('F46', 'An answer that is no answer: markup, cut off, huge, drop by drop', 'simulation', 'fuzz', 'src/providers/http.test.ts'),
    covered('F47', 'Repeated after its key is forgotten', 'simulation', faults),
    covered('F48', 'Failed, and later succeeded', 'simulation', 'src/payments/settling.test.ts', late),
    covered('F49', 'The hosted page ends while the payer types', 'simulation', faults),
    covered('F50', 'We give up while the payer is paying', 'simulation', faults, 'test/races/domain.test.ts'),
    covered('F51', 'A stale answer after we saw success', 'simulation', 'src/payments/states.test.ts'),
    covered('F52', 'The provider is away for hours', 'simulation', late, sweep),
    covered('F53', 'Credentials wrong or changed', 'simulation', 'src/providers/sandbox/contract.test.ts', late),
    covered('F54', 'The provider charges one reference twice', 'simulation', 'crash', late, sweep),
    covered('F55', 'Test news in a live account, or the reverse', 'src/providers/sandbox/notifications.test.ts', 'src/organisations/organisations.test.ts'),
    notYet('F56', 'The settlement report disagrees', coming.reports),
    covered('F57', 'Charged in part, or with a surcharge', 'simulation', 'src/payments/settling.test.ts'),
  ],
}; // prettier-ignore
