/** The faults that the house must stand, and what shows of each that it does. */
import type { PartId } from './part.ts';

export type CoveredFault = { readonly id: string; readonly part: PartId };

/** The faults that a part of the proof is said to put to work. */
export function coveredFaults(): readonly CoveredFault[] {
  return [];
}
