/** What the simulated provider sends: signed, late, doubled, lost, or forged by somebody else. */
import type { NotificationFault } from './manners.ts';
import { sign, signatureHeader } from './provider-port.ts';
import type { News } from './provider-truth.ts';

const minute = 60_000;
const lateness = [60 * minute, 3 * 24 * 60 * minute, 30 * 24 * 60 * minute] as const;
const mostTries = 6;

export type Delivery = {
  readonly eventId: string;
  readonly accountId: string;
  readonly ourReference: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly isForged: boolean;
  readonly made: number;
  dueAt: number;
  tries: number;
};

export type NotificationCounts = Record<
  'sent' | 'dropped' | 'duplicated' | 'reordered' | 'late' | 'forged',
  number
>;

type NotificationOptions = {
  readonly now: () => number;
  readonly secretOf: (accountId: string) => string;
  readonly faultAt: (made: number) => NotificationFault | null;
};

/** Lives as long as its schedule: the queue of what the provider still has to say. */
export class Notifications {
  readonly counts: NotificationCounts = {
    sent: 0,
    dropped: 0,
    duplicated: 0,
    reordered: 0,
    late: 0,
    forged: 0,
  };
  /** Events that the portal said it has. */
  readonly acknowledged = new Set<string>();
  readonly #options: NotificationOptions;
  readonly #queue: Delivery[] = [];
  #made = 0;
  #newestSent = 0;

  constructor(options: NotificationOptions) {
    this.#options = options;
  }

  tell(news: News): void {
    this.#made += 1;
    const eventId = `event_${String(this.#made).padStart(4, '0')}`;
    const fault = this.#options.faultAt(this.#made);
    if (fault === 'dropped') {
      this.counts.dropped += 1;
      return;
    }
    this.#add(news, eventId, { afterMs: this.#delay(fault) });
    if (fault) this.#addOdd(news, eventId, fault);
  }

  due(): Delivery[] {
    return this.#queue.filter((delivery) => delivery.dueAt <= this.#options.now());
  }

  nextAt(): number | null {
    return this.#queue.length === 0 ? null : Math.min(...this.#queue.map(({ dueAt }) => dueAt));
  }

  /** Takes a delivery out of the queue to bring it to the portal. */
  take(delivery: Delivery): void {
    this.#queue.splice(this.#queue.indexOf(delivery), 1);
    this.counts.sent += 1;
    if (delivery.made < this.#newestSent) this.counts.reordered += 1;
    this.#newestSent = Math.max(this.#newestSent, delivery.made);
  }

  /** The portal did not say that it has it: it is sent again later, but not for ever. */
  bringAgain(delivery: Delivery): void {
    delivery.tries += 1;
    if (delivery.tries >= mostTries) return;
    delivery.dueAt = this.#options.now() + minute * 2 ** delivery.tries;
    this.#queue.push(delivery);
  }

  #delay(fault: NotificationFault | null): number {
    if (fault === 'reordered') return 2 * minute;
    if (fault !== 'late') return 0;
    this.counts.late += 1;
    return lateness[this.#made % lateness.length] ?? minute;
  }

  #add(news: News, eventId: string, given: { secret?: string; afterMs?: number } = {}): void {
    const { type, ourReference, reference } = news;
    const body = Buffer.from(
      JSON.stringify({ eventId, type, ourReference, providerReference: reference }),
    );
    const secret = given.secret ?? this.#options.secretOf(news.accountId);
    this.#queue.push({
      eventId,
      accountId: news.accountId,
      ourReference,
      headers: { [signatureHeader]: sign(secret, body) },
      body,
      isForged: given.secret !== undefined,
      made: this.#made,
      dueAt: this.#options.now() + (given.afterMs ?? 0),
      tries: 0,
    });
  }

  #addOdd(news: News, eventId: string, fault: NotificationFault): void {
    const untrue = { ...news, type: 'page.succeeded' };
    const unheardOf = { ...news, ourReference: 'att_unheard_of', reference: 'unheard_of' };
    if (fault === 'doubled') {
      for (let copy = 0; copy < 9; copy += 1) this.#add(news, eventId);
      this.counts.duplicated += 9;
    }
    if (fault === 'forged') {
      this.#add(untrue, `${eventId}_forged`, { secret: 'guessed' });
      this.counts.forged += 1;
    }
    if (fault === 'changed_body') this.#add(untrue, eventId);
    if (fault === 'unknown_payment') this.#add(unheardOf, `${eventId}_stray`);
  }
}
