/** Which row of the fault table a kill at each crash point is; null where it has none of its own. */
import type { CrashPoint } from '../../src/core/crash-points.ts';

export const faultsOfPoint: Readonly<Record<CrashPoint, string | null>> = {
  'start.before_commit': 'F2',
  'start.after_commit': 'F3',
  'start.after_provider': 'F5',
  'start.after_record': 'F6',
  'return.before_ask': 'F6',
  'notification.before_commit': 'F7',
  'notification.after_commit': 'F8',
  'notification.before_processed': 'F9',
  'outcome.before_commit': 'F10',
  'outcome.after_commit': 'F11',
  'cancel.before_provider': null,
  'cancel.after_provider': 'F5',
  'receipt.before_commit': 'F12',
  'receipt.after_commit': 'F12',
  'message.before_send': 'F13',
  'message.after_send': 'F13',
  'message.after_commit': 'F13',
  'refund.before_commit': 'F14',
  'refund.after_commit': 'F14',
  'refund.after_provider': 'F14',
  'refund.outcome_before_commit': 'F14',
  'refund.outcome_after_commit': 'F14',
  'import.before_commit': 'F16',
  'import.after_commit': 'F16',
};
