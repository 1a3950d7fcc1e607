/** Faults of browsers and of what payers do. */
import { coming, covered, notYet, type FaultGroup } from './fault.ts';

const oneCharge = 'test/journeys/one-charge.test.ts';
const lost = 'test/journeys/lost-connection.test.ts';

export const payerFaults: FaultGroup = {
  title: 'Browsers and payers',
  faults: [
    covered('F75', 'A double click, a reload, a form sent again', 'simulation', 'crash', oneCharge, 'test/browser/gallery.test.ts'),
    covered('F76', 'Two tabs with the page of the provider', 'simulation', 'crash', oneCharge),
    covered('F77', 'Two persons pay one due', 'simulation', 'crash', oneCharge),
    covered('F78', 'The browser is closed on the page of the provider', 'simulation', 'src/payments/late-news.test.ts'),
    covered('F79', 'Paid, and closed before coming back', 'simulation', 'crash'),
    covered('F80', 'A return address that says that it was paid', 'attack'),
    covered('F81', 'Back after success', oneCharge),
    covered('F82', 'Coming back in another browser', 'attack', lost),
    covered('F83', 'Coming back by a form of the provider’s site', 'attack'),
    notYet('F84', 'The session ends meanwhile', 'accounts of payers; until then a payment’s address is all that is needed'),
    covered('F85', 'No scripts, no network, a slow one', 'test/browser/paying.test.ts'),
    notYet('F86', 'Two tabs spend one balance', coming.balances),
    covered('F87', 'The cart is changed in another tab', 'simulation', 'src/carts/carts.test.ts'),
    covered('F88', 'The figure that was shown is not that of now', 'simulation', 'src/payments/changed-dues.test.ts'),
    notYet('F89', 'A transfer comes for what was paid by card', coming.transfers),
  ],
}; // prettier-ignore
