/** Faults of balances, saved cards and renewals, which do not exist yet. */
import { coming, notYet, type FaultGroup } from './fault.ts';

export const storedFaults: FaultGroup = {
  title: 'Balances, saved cards, renewals',
  faults: [
    notYet('F137', 'Balance and card together, and the card fails', coming.balances),
    notYet('F138', 'What is set aside of a balance outlives its payment', coming.balances),
    notYet('F139', 'The renewal runs twice', coming.savedCards),
    notYet('F140', 'Renewals on days that clocks and calendars skip', coming.savedCards),
    notYet('F141', 'A saved card is refused or asks for its owner', coming.savedCards),
    notYet('F142', 'Renewal is switched off in the same second', coming.savedCards),
    notYet('F143', 'The price changes after the notice', coming.savedCards),
    notYet('F144', 'A saved card is gone at the provider', coming.savedCards),
    notYet('F145', 'Renewed by hand and by itself at once', coming.savedCards),
    notYet('F146', 'A top-up is told twice', coming.balances),
  ],
};
