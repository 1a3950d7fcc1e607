/** The faults that the house must stand, and what shows of each that it does. */
import { partIds, type PartId } from '../part.ts';
import { clockFaults } from './clocks.ts';
import { databaseFaults } from './database.ts';
import { dueFaults } from './dues.ts';
import type { FaultGroup } from './fault.ts';
import { messageFaults } from './messages.ts';
import { notificationFaults } from './notifications.ts';
import { operationFaults } from './operations.ts';
import { payerFaults } from './payers.ts';
import { processFaults } from './processes.ts';
import { providerFaults } from './providers.ts';
import { returnFaults } from './returns.ts';
import { storedFaults } from './stored.ts';
import { transferFaults } from './transfers.ts';

export type { Answer, Fault, FaultGroup } from './fault.ts';

export const faultGroups: readonly FaultGroup[] = [
  processFaults,
  databaseFaults,
  providerFaults,
  notificationFaults,
  payerFaults,
  dueFaults,
  transferFaults,
  returnFaults,
  storedFaults,
  messageFaults,
  clockFaults,
  operationFaults,
];

export type CoveredFault = { readonly id: string; readonly part: PartId };

/** The faults that a part of the proof is said to put to work. */
export function coveredFaults(): readonly CoveredFault[] {
  return faultGroups
    .flatMap((group) => group.faults)
    .flatMap(({ id, answer }) =>
      answer.kind === 'covered'
        ? partIds.filter((part) => answer.by.includes(part)).map((part) => ({ id, part }))
        : [],
    );
}
