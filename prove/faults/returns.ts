/** Faults of money that goes back: direct debits, disputes, refunds. */
import { coming, covered, notYet, type FaultGroup } from './fault.ts';

const dispute = 'src/payments/notifications.test.ts';
const faults = 'src/payments/provider-faults.test.ts';

export const returnFaults: FaultGroup = {
  title: 'Direct debits, disputes, refunds',
  faults: [
    notYet('F119', 'A debit comes back within days', coming.directDebit),
    notYet('F120', 'A debit is reclaimed within weeks or months', coming.directDebit),
    notYet('F121', 'A return before we booked the collection', coming.directDebit),
    notYet('F122', 'We give back what the bank gives back too', coming.directDebit),
    notYet('F123', 'A collection file sent twice', coming.directDebit),
    notYet('F124', 'A mandate ends before the collection', coming.directDebit),
    covered('F125', 'A dispute is opened', 'simulation', dispute, 'src/payments/disputes/disputes.test.ts'),
    covered('F126', 'A dispute is won', 'simulation', dispute, 'src/payments/disputes/disputes.test.ts'),
    notYet('F127', 'A dispute of a top-up that is spent', coming.balances),
    covered('F128', 'Refund and dispute at once', 'src/payments/settling.test.ts', 'src/payments/disputes/disputes.test.ts'),
    covered('F129', 'Two members of staff refund at once', 'simulation', 'test/races/domain.test.ts', 'src/payments/refunds.test.ts'),
    covered('F130', 'A refund above what was paid', 'attack', 'test/races/domain.test.ts'),
    covered('F131', 'A refund without an answer', 'simulation', faults),
    covered('F132', 'A refund that is accepted and fails later', 'simulation', faults),
    covered('F133', 'A refund made at the provider', 'simulation', 'src/payments/sweep-movements.test.ts'),
    covered('F134', 'Several partial refunds of one amount', 'src/payments/refunds.test.ts'),
    covered('F135', 'A refund of a payment of many dues', 'src/payments/refunds.test.ts'),
    covered('F136', 'Who approves is who asked', 'simulation', 'attack', 'src/payments/refunds.test.ts', 'src/office/accounts/accounts.test.ts'),
  ],
}; // prettier-ignore
