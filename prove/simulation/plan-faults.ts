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

type Planned<Kind> = { readonly nth: number; readonly kind: Kind };

/** Lives as long as its schedule: it counts what comes by. */
export class PlannedFaults {
  /** How often each was at work, by its name. */
  readonly counts = new Map<string, number>();
  readonly #plan: Plan;
  readonly #times = new Map<string, number>();
  #isHealed = false;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  database(moment: DatabaseMoment): DatabaseFault | null {
    const planned = this.#plan.database.filter(({ on }) => on === moment);
    return this.#take(moment, planned, this.#next(moment));
  }

  call(on: ProviderCall): CallFault | null {
    const time = this.#next(on);
    const any = this.#next('any call');
    const isAway = this.#plan.outages.some(
      ({ fromCall, calls }) => any >= fromCall && any < fromCall + calls,
    );
    if (isAway) return this.#take('outage', [{ nth: time, kind: 'unreachable' }], time);
    const planned = this.#plan.calls.filter((each) => each.on === on);
    return this.#take(on, planned, time);
  }

  mail(): MailFault | null {
    return this.#take('mail', this.#plan.mails, this.#next('mail'));
  }

  notification(made: number): NotificationFault | null {
    return this.#take('notification', this.#plan.notifications, made);
  }

  page(made: number): PageManner | null {
    return this.#take('page', this.#plan.pages, made);
  }

  refund(made: number): RefundManner | null {
    return this.#take('refund', this.#plan.refunds, made);
  }

  crashes(point: CrashPoint): boolean {
    const time = this.#next(`crash at ${point}`);
    if (this.#isHealed) return false;
    return this.#plan.crashes.some((each) => each.point === point && each.nth === time);
  }

  /** No new fault from now on: the world is healthy. */
  heal(): void {
    this.#isHealed = true;
  }

  isHealed(): boolean {
    return this.#isHealed;
  }

  count(fault: string): void {
    this.counts.set(fault, (this.counts.get(fault) ?? 0) + 1);
  }

  #next(what: string): number {
    const time = (this.#times.get(what) ?? 0) + 1;
    this.#times.set(what, time);
    return time;
  }

  #take<Kind extends string>(
    family: string,
    planned: readonly Planned<Kind>[],
    time: number,
  ): Kind | null {
    const found = planned.find(({ nth }) => nth === time);
    if (this.#isHealed || !found) return null;
    this.count(`${family}:${found.kind}`);
    return found.kind;
  }
}
