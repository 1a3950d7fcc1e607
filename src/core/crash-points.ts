/** Named places where a test kills the process, to show that nothing is lost there. */

export const crashPoints = [
  'start.before_commit',
  'start.after_commit',
  'start.after_provider',
  'start.after_record',
  'return.before_ask',
  'notification.before_commit',
  'notification.after_commit',
  'notification.before_processed',
  'outcome.before_commit',
  'outcome.after_commit',
  'cancel.before_provider',
  'cancel.after_provider',
  'receipt.before_commit',
  'receipt.after_commit',
  'message.before_send',
  'message.after_send',
  'message.after_commit',
  'refund.before_commit',
  'refund.after_commit',
  'refund.after_provider',
  'refund.outcome_before_commit',
  'refund.outcome_after_commit',
  'import.before_commit',
  'import.after_commit',
] as const;

export type CrashPoint = (typeof crashPoints)[number];

/** Called at each crash point; does nothing outside tests. */
export type ReachCrashPoint = (point: CrashPoint) => void;

/** Which point kills the process, and at which time it is reached. */
export type CrashAt = { readonly point: CrashPoint; readonly time: number };

/** @param crashAt null, as everywhere but in tests: nothing happens at any point */
export function crashPointReacher(crashAt: CrashAt | null): ReachCrashPoint {
  if (crashAt === null) return () => {};
  let reached = 0;
  return (point) => {
    if (point !== crashAt.point) return;
    reached += 1;
    if (reached === crashAt.time) process.kill(process.pid, 'SIGKILL');
  };
}
