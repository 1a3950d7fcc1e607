/** Says of work that waits whether it has waited for too long. */
import { ageOf, type Backlog } from '../core/backlog.ts';
import type { Verdict } from '../core/health-check.ts';
import { describeDuration } from './describe-duration.ts';

/** Work that waits never stops payers by itself: they can go on paying while it is made up for. */
export function backlogVerdict(backlog: Backlog, now: Date): Verdict {
  const { name, what, count, patienceMs } = backlog;
  const age = ageOf(backlog, now);
  const ok = age <= patienceMs;
  const limit = ok ? '' : `; more than ${describeDuration(patienceMs)} is too long`;
  const sentence =
    count === 0
      ? `${what}: none.`
      : `${what}: ${count}, the oldest from ${describeDuration(age)} ago${limit}.`;
  return { name, ok, stopsPayers: false, sentence };
}
