/** Faults of storage, keys, operation and people. */
import { coming, covered, notYet, open, type FaultGroup } from './fault.ts';

export const operationFaults: FaultGroup = {
  title: 'Storage, keys, operation, people',
  faults: [
    notYet('F164', 'The volume of uploads is full or gone', 'never: what is uploaded stands in rows, and their disk is that of F33'),
    notYet('F165', 'A file is written and its row rolled back', 'never: a file is a part of its row'),
    covered('F166', 'A secret or setting is missing or wrong', 'attack', 'src/config.test.ts', 'src/demo/run-demo.test.ts'),
    open('F167', 'The portal’s key is changed', 'there is one key at a time; changing it means entering the provider accounts again'),
    open('F168', 'A certificate ends', 'it is that of the proxy before the portal, and nothing of ours watches it'),
    covered('F169', 'The collecting account is changed', 'attack', 'src/office/accounts/accounts.test.ts'),
    covered('F170', 'The wrong file is loaded', 'src/invoices/import-invoices.test.ts', 'test/journeys/commands.test.ts'),
    covered('F171', 'An entry that does not balance, or of another organisation', 'src/ledger/ledger.test.ts', 'src/invariants/invariants.test.ts'),
    covered('F172', 'Erasure is asked for while a payment is open', 'src/privacy/privacy.test.ts'),
    notYet('F173', 'A key of the API leaks', coming.api),
    covered('F174', 'The disk of the log is full', 'test/operating/log.test.ts'),
    notYet('F175', 'News for a month that is closed', coming.closing),
  ],
}; // prettier-ignore
