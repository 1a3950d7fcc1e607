/** Ours and its reference in alternating rounds, because the machine is never the same twice. */
import type { Measurement } from '../figure.ts';
import { medianRatio, spreadOf } from './spread.ts';

export type Contest = {
  readonly name: string;
  readonly unit: string;
  readonly ours: () => Promise<number>;
  readonly reference: { readonly name: string; readonly measure: () => Promise<number> } | null;
  /** `atLeast` or `atMost` of the ratio, or of ours where `isAbsolute`. */
  readonly target: Target | null;
  readonly detail?: () => Readonly<Record<string, number>>;
};

export type Target = {
  readonly words: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly isAbsolute?: boolean;
};

export async function takeTurns(rounds: number, contest: Contest): Promise<Measurement> {
  const { name, unit, ours, reference, target } = contest;
  const mine: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    mine.push(await ours());
    if (reference) theirs.push(await reference.measure());
  }
  const ratio = reference ? medianRatio(mine, theirs) : null;
  const value = spreadOf(mine);
  return {
    name,
    unit,
    ours: value,
    reference: reference && { name: reference.name, value: spreadOf(theirs) },
    ratio,
    target: target?.words ?? null,
    isReached: target && reached(target, target.isAbsolute ? value.median : ratio),
    detail: contest.detail?.() ?? {},
  };
}

function reached({ atLeast, atMost }: Target, value: number | null): boolean | null {
  if (value === null) return null;
  return value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
}
