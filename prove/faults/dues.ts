/** Faults of dues that change while they are paid. */
import { covered, notYet, open, type FaultGroup } from './fault.ts';

const changed = 'src/payments/changed-dues.test.ts';
const imports = 'src/invoices/import-invoices.test.ts';

export const dueFaults: FaultGroup = {
  title: 'Dues that change meanwhile',
  faults: [
    covered('F90', 'The amount changes', 'simulation', changed, 'test/journeys/kinds-of-invoice.test.ts'),
    covered('F91', 'The due is withdrawn', 'simulation', changed),
    covered('F92', 'The due is replaced by another import', imports),
    covered('F93', 'The due is paid at the counter', 'simulation', 'src/payments/counter/counter-payment.test.ts'),
    notYet('F94', 'The due is given to another payer', 'a way to do so: staff withdraw the due and make another, which is F91'),
    covered('F95', 'A late fee begins at midnight', 'src/discounts/reprice-dues.test.ts', 'test/journeys/pay-a-due.test.ts'),
    open('F96', 'Very many dues are loaded while people pay', 'import and payment are measured one at a time, not together'),
    covered('F97', 'An instalment and the whole at once', 'attack', 'src/payments/many-dues.test.ts', 'test/journeys/kinds-of-invoice.test.ts'),
    covered('F98', 'The same due under two names', imports),
  ],
}; // prettier-ignore
