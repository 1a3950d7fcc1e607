/** Work that waits: how much, since when, and how long it may. */

export type Backlog = {
  /** In lower case with underscores: the value of a label. */
  readonly name: string;
  readonly count: number;
  readonly oldest: Date | null;
  /** When the oldest has waited for longer, something is wrong; in milliseconds. */
  readonly patienceMs: number;
  /** What waits, in words that begin a sentence. */
  readonly what: string;
};

/** In milliseconds; zero when nothing waits. */
export function ageOf(backlog: Pick<Backlog, 'oldest'>, now: Date): number {
  return backlog.oldest === null ? 0 : Math.max(0, now.getTime() - backlog.oldest.getTime());
}
