/** What people do in the town, and at which crash points each of it can be killed. */
import { cards } from './cards.ts';

/** A crash point and which time it is reached, as `CRASH_AT` takes it. */
export type Fate = string;

export type Flow = {
  readonly name: string;
  readonly cards: readonly string[];
  readonly cancelsFirst?: boolean;
  readonly staysAway?: boolean;
  /** The provider's notifications of it are lost. */
  readonly isUntold?: boolean;
  readonly sendsReceiptAgain?: boolean;
  /** The invoice is loaded by the command line, which is killed. */
  readonly isImported?: boolean;
  /** The provider charges once more; staff give that back by the command line, which is killed. */
  readonly isPaidTwice?: boolean;
  /** Where each process can be killed in this flow. */
  readonly portalDies: readonly Fate[];
  readonly workerDies: readonly Fate[];
  readonly staffDies?: readonly Fate[];
};

const begins = [
  'start.before_commit:1',
  'start.after_commit:1',
  'start.after_provider:1',
  'outcome.before_commit:1',
  'outcome.after_commit:1',
  'start.after_record:1',
] as const;
const isNotified = ['notification.before_commit:1', 'notification.after_commit:1'] as const;
const isNotifiedLater = ['notification.before_commit:2', 'notification.after_commit:2'] as const;
const returns = [
  'return.before_ask:1',
  'outcome.before_commit:2',
  'outcome.after_commit:2',
] as const;
const finishes = [
  'receipt.before_commit:1',
  'receipt.after_commit:1',
  'message.before_send:1',
  'message.after_send:1',
  'message.after_commit:1',
] as const;
const followsUp = 'notification.before_processed:1';
const learns = ['outcome.before_commit:1', 'outcome.after_commit:1'] as const;

const usual = {
  portalDies: [...begins, ...isNotified, ...returns],
  workerDies: [followsUp, ...finishes],
} as const;

export const flows: readonly Flow[] = [
  { name: 'card accepted', cards: [cards.good], ...usual },
  { name: 'card refused, then another', cards: [cards.declined, cards.good], ...usual },
  { name: 'card without means, then another', cards: [cards.withoutMeans, cards.good], ...usual },
  { name: 'error in processing, then again', cards: [cards.processingError, cards.good], ...usual },
  { name: 'strong authentication', cards: [cards.strong], ...usual },
  {
    name: 'no answer, then accepted',
    cards: [cards.silentThenSuccess],
    portalDies: usual.portalDies,
    workerDies: [...learns, ...usual.workerDies],
  },
  {
    name: 'no answer, then refused, then another',
    cards: [cards.silentThenFailure, cards.good],
    portalDies: usual.portalDies,
    workerDies: [...learns, ...usual.workerDies],
  },
  {
    name: 'cancelled, then paid',
    cards: [cards.good],
    cancelsFirst: true,
    portalDies: ['cancel.before_provider:1', 'cancel.after_provider:1', ...usual.portalDies],
    workerDies: usual.workerDies,
  },
  {
    name: 'browser closed at the provider',
    cards: [cards.good],
    staysAway: true,
    portalDies: [...begins, ...isNotified, ...isNotifiedLater],
    workerDies: [...learns, ...usual.workerDies],
  },
  {
    name: 'browser closed and notification lost',
    cards: [cards.good],
    staysAway: true,
    isUntold: true,
    portalDies: begins,
    workerDies: [...learns, ...finishes],
  },
  { name: 'receipt sent again', cards: [cards.good], sendsReceiptAgain: true, ...usual },
  { name: 'card disputed', cards: [cards.disputed], ...usual },
  {
    name: 'invoice imported, then paid',
    cards: [cards.good],
    isImported: true,
    ...usual,
    staffDies: ['import.before_commit:1', 'import.after_commit:1'],
  },
  {
    name: 'paid twice, then given back',
    cards: [cards.good],
    isPaidTwice: true,
    ...usual,
    staffDies: [
      'refund.before_commit:1',
      'refund.after_commit:1',
      'refund.after_provider:1',
      'refund.outcome_before_commit:1',
      'refund.outcome_after_commit:1',
    ],
  },
];
