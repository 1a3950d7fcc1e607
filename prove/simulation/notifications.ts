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

export type Notifications = ReturnType<typeof createNotifications>;

export function createNotifications(options: {
  readonly now: () => number;
  readonly secretOf: (accountId: string) => string;
  readonly faultAt: (made: number) => NotificationFault | null;
}) {
  const queue: Delivery[] = [];
  const counts: NotificationCounts = {
    sent: 0,
    dropped: 0,
    duplicated: 0,
    reordered: 0,
    late: 0,
    forged: 0,
  };
  /** Events that the portal said it has. */
  const acknowledged = new Set<string>();
  let made = 0;
  let newestSent = 0;

  const add = (news: News, eventId: string, given: { secret?: string; afterMs?: number } = {}): void => {
    const { type, ourReference, reference } = news;
    const body = Buffer.from(
      JSON.stringify({ eventId, type, ourReference, providerReference: reference }),
    );
    const secret = given.secret ?? options.secretOf(news.accountId);
    queue.push({
      eventId,
      accountId: news.accountId,
      headers: { [signatureHeader]: sign(secret, body) },
      body,
      isForged: given.secret !== undefined,
      made,
      dueAt: options.now() + (given.afterMs ?? 0),
      tries: 0,
    });
  };
  const addOdd = (news: News, eventId: string, fault: NotificationFault): void => {
    if (fault === 'doubled') {
      for (let copy = 0; copy < 9; copy += 1) add(news, eventId);
      counts.duplicated += 9;
    }
    if (fault === 'forged') {
      add({ ...news, type: 'page.succeeded' }, `${eventId}_forged`, { secret: 'guessed' });
      counts.forged += 1;
    }
    if (fault === 'changed_body') add({ ...news, type: 'page.succeeded' }, eventId);
    if (fault === 'unknown_payment') {
      add({ ...news, ourReference: 'att_unheard_of', reference: 'unheard_of' }, `${eventId}_stray`);
    }
  };
  return {
    counts,
    acknowledged,
    tell: (news: News): void => {
      made += 1;
      const eventId = `event_${String(made).padStart(4, '0')}`;
      const fault = options.faultAt(made);
      if (fault === 'dropped') {
        counts.dropped += 1;
        return;
      }
      const afterMs = fault === 'late' ? (lateness[made % lateness.length] ?? minute) : 0;
      if (fault === 'late') counts.late += 1;
      add(news, eventId, { afterMs: fault === 'reordered' ? 2 * minute : afterMs });
      if (fault) addOdd(news, eventId, fault);
    },
    due: (): Delivery[] => queue.filter((delivery) => delivery.dueAt <= options.now()),
    nextAt: (): number | null =>
      queue.length === 0 ? null : Math.min(...queue.map(({ dueAt }) => dueAt)),
    /** Takes a delivery out of the queue to bring it to the portal. */
    take: (delivery: Delivery): void => {
      queue.splice(queue.indexOf(delivery), 1);
      counts.sent += 1;
      if (delivery.made < newestSent) counts.reordered += 1;
      newestSent = Math.max(newestSent, delivery.made);
    },
    /** The portal did not say that it has it: it is sent again later, but not for ever. */
    bringAgain: (delivery: Delivery): void => {
      delivery.tries += 1;
      if (delivery.tries >= mostTries) return;
      delivery.dueAt = options.now() + minute * 2 ** delivery.tries;
      queue.push(delivery);
    },
  };
}
