/** Faults of bank transfers and statements, which are not read yet, and of files, which are. */
import { coming, covered, notYet, type FaultGroup } from './fault.ts';

const waiting: readonly (readonly [id: string, title: string])[] = [
  ['F99', 'The right amount under the right reference'],
  ['F100', 'Less than was due'],
  ['F101', 'More than was due'],
  ['F102', 'Paid twice'],
  ['F103', 'A reference that is wrong or missing'],
  ['F104', 'A reference of somebody else'],
  ['F105', 'One transfer for several dues, several for one'],
  ['F106', 'Two members of staff match one line'],
  ['F107', 'A match undone after the receipt'],
  ['F108', 'A transfer that is recalled or comes back'],
];

const alsoWaiting: readonly (readonly [id: string, title: string])[] = [
  ['F110', 'Statements that overlap'],
  ['F111', 'Two lines that are really alike'],
  ['F112', 'A bank reference that is used again or missing'],
  ['F113', 'Another account, another currency, a balance that does not follow'],
];

const lastWaiting: readonly (readonly [id: string, title: string])[] = [
  ['F115', 'The bank corrects itself'],
  ['F116', 'A proof is sent, and the money never comes'],
  ['F117', 'A transfer after the card'],
  ['F118', 'Booked in one year, valued in another'],
];

const wait = ([id, title]: readonly [id: string, title: string]) =>
  notYet(id, title, coming.transfers);

export const transferFaults: FaultGroup = {
  title: 'Bank transfers, statements and files',
  faults: [
    ...waiting.map(wait),
    covered('F109', 'The same file twice', 'src/invoices/import-invoices.test.ts'),
    ...alsoWaiting.map(wait),
    covered('F114', 'A file that is cut off, badly encoded, huge or hostile', 'fuzz', 'src/invoices/formats/hostile-files.test.ts'),
    ...lastWaiting.map(wait),
  ],
}; // prettier-ignore
