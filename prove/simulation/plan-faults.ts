/** Hands the planned faults out as their moments come, and counts those that were at work. */
import type { CrashPoint } from '../../src/core/crash-points.ts';
import type { DatabaseFault, DatabaseMoment } from './database-faults.ts';
import type {
  CallFault,
  MailFault,
  NotificationFault,
  PageManner,
  ProviderCall,
  RefundManner,
} from './manners.ts';
import type { Plan } from './plan.ts';

export type PlannedFaults = {
  readonly database: (moment: DatabaseMoment) => DatabaseFault | null;
  readonly call: (on: ProviderCall) => CallFault | null;
  readonly mail: () => MailFault | null;
  readonly notification: (nth: number) => NotificationFault | null;
  readonly page: (nth: number) => PageManner | null;
  readonly refund: (nth: number) => RefundManner | null;
  readonly crashes: (point: CrashPoint) => boolean;
  /** No new fault from now on: the world is healthy. */
  readonly heal: () => void;
  readonly isHealed: () => boolean;
  /** How often each was at work, by its name. */
  readonly counts: Map<string, number>;
  readonly count: (fault: string) => void;
};

export function createPlannedFaults(plan: Plan): PlannedFaults {
  const times = new Map<string, number>();
  const counts = new Map<string, number>();
  let isHealed = false;
  const nth = (what: string): number => {
    const time = (times.get(what) ?? 0) + 1;
    times.set(what, time);
    return time;
  };
  const count = (fault: string): void => {
    counts.set(fault, (counts.get(fault) ?? 0) + 1);
  };
  const take = <Kind extends string>(
    family: string,
    found: { readonly kind: Kind } | undefined,
  ): Kind | null => {
    if (isHealed || !found) return null;
    count(`${family}:${found.kind}`);
    return found.kind;
  };
  return {
    database: (moment) => {
      const time = nth(moment);
      return take(
        moment,
        plan.database.find((each) => each.on === moment && each.nth === time),
      );
    },
    call: (on) => {
      const time = nth(on);
      const any = nth('any call');
      const away = plan.outages.some(
        ({ fromCall, calls }) => any >= fromCall && any < fromCall + calls,
      );
      if (away) return take('outage', { kind: 'unreachable' });
      return take(
        on,
        plan.calls.find((each) => each.on === on && each.nth === time),
      );
    },
    mail: () => {
      const time = nth('mail');
      return take(
        'mail',
        plan.mails.find((each) => each.nth === time),
      );
    },
    notification: (time) =>
      take(
        'notification',
        plan.notifications.find((each) => each.nth === time),
      ),
    page: (time) =>
      take(
        'page',
        plan.pages.find((each) => each.nth === time),
      ),
    refund: (time) =>
      take(
        'refund',
        plan.refunds.find((each) => each.nth === time),
      ),
    crashes: (point) => {
      const time = nth(`crash at ${point}`);
      if (isHealed) return false;
      return plan.crashes.some((each) => each.point === point && each.nth === time);
    },
    heal: () => {
      isHealed = true;
    },
    isHealed: () => isHealed,
    counts,
    count,
  };
}
