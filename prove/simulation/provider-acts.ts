/** What the simulated provider does when it is asked: by its keys, its manners and its truth. */
import { money, type Money } from '../../src/core/money.ts';
import type {
  AttemptOutcome,
  AttemptReference,
  AttemptRequest,
  DisputeAnswer,
  Evidence,
  RefundOutcome,
  RefundRequest,
} from '../../src/providers/provider.ts';
import type { Card, PageManner, RefundManner } from './manners.ts';
import { isOpen, toldOf, type TrueDispute } from './provider-disputes.ts';
import type { Page, ProviderTruth, TrueRefund } from './provider-truth.ts';

const minute = 60_000;
export const keyLifeMs = 24 * 60 * minute;
export const pageLifeMs = 30 * minute;
const slowlyMs = 40_000;

export type ActsOptions = {
  readonly truth: ProviderTruth;
  readonly now: () => number;
  /** How the page, or the refund, of this number behaves. */
  readonly pageManner: (made: number) => PageManner | null;
  readonly refundManner: (made: number) => RefundManner | null;
  /** Two later instants, so that what comes late comes at different times. */
  readonly lateMs: () => number;
};

type Remembered = { readonly at: number; readonly page: Page | 'refused' | 'error' };

/** Lives as long as its schedule: the keys that the provider remembers, and how it answers. */
export class ProviderActs {
  /** Attempts for which the portal made the provider open a second page. */
  readonly openedTwice: string[] = [];
  readonly #options: ActsOptions;
  readonly #keys = new Map<string, Remembered>();
  readonly #refundKeys = new Map<string, TrueRefund | 'refused'>();
  #refundsAsked = 0;
  #pagesAsked = 0;

  constructor(options: ActsOptions) {
    this.#options = options;
  }

  /** The same key leads to the same page for as long as keys are remembered. */
  start(accountId: string, request: AttemptRequest, fails: boolean): AttemptOutcome {
    const at = this.#options.now();
    const known = this.#keys.get(request.attemptId);
    const isKnown = known !== undefined && at - known.at < keyLifeMs;
    const page = isKnown ? known.page : fails ? 'error' : this.#open(accountId, request);
    if (!isKnown) this.#keys.set(request.attemptId, { at, page });
    if (page === 'error') return { kind: 'unknown', cause: 'error 500, repeated for its key' };
    if (page === 'refused') {
      return { kind: 'failed', providerReference: null, reason: 'refused_by_provider' };
    }
    return outcomeOf(page);
  }

  fetch(accountId: string, reference: AttemptReference): AttemptOutcome {
    return mostTelling(this.#pagesOf(accountId, reference).map(outcomeOf));
  }

  cancel(accountId: string, reference: AttemptReference): AttemptOutcome {
    const pages = this.#pagesOf(accountId, reference);
    for (const page of pages) {
      if (page.status === 'open') this.#options.truth.end(page, 'cancelled');
    }
    return mostTelling(pages.map(outcomeOf));
  }

  refund(accountId: string, request: RefundRequest): RefundOutcome {
    const { refundId, providerReference } = request;
    const known = this.#refundKeys.get(refundId);
    if (known) return refundOutcome(known);
    const [page] = this.#pagesOf(accountId, { attemptId: '', providerReference });
    const made = page ? this.#makeRefund(page, request) : 'refused';
    this.#refundKeys.set(refundId, made);
    return refundOutcome(made);
  }

  fetchRefund(refundId: string): RefundOutcome {
    const known = this.#refundKeys.get(refundId);
    return known === undefined || known === 'refused'
      ? { kind: 'not_found' }
      : refundOutcome(known);
  }

  sendEvidence(accountId: string, { disputeReference, evidenceId }: Evidence): DisputeAnswer {
    const found = this.#disputeOf(accountId, disputeReference);
    if (!found) return { kind: 'refused', cause: 'no such dispute' };
    const { page, dispute } = found;
    const isTaken =
      dispute.evidence.has(evidenceId) ||
      this.#options.truth.takeEvidence(page, dispute, evidenceId);
    return isTaken ? { kind: 'taken' } : { kind: 'refused', cause: 'too late' };
  }

  acceptDispute(accountId: string, disputeReference: string): DisputeAnswer {
    const found = this.#disputeOf(accountId, disputeReference);
    if (!found) return { kind: 'refused', cause: 'no such dispute' };
    const { page, dispute } = found;
    if (!isOpen(dispute) && dispute.state !== 'accepted') {
      return { kind: 'refused', cause: 'it is over' };
    }
    this.#options.truth.endDispute(page, dispute, 'accepted');
    return { kind: 'taken' };
  }

  /** A payer types a card into a page; a page that ended takes none. */
  pay(page: Page, card: Card): void {
    const { truth, lateMs } = this.#options;
    truth.expirePages();
    if (page.status === 'open') payBy(truth, page, card, lateMs);
  }

  #pagesOf(accountId: string, reference: AttemptReference): Page[] {
    const mine = this.#options.truth.pages.filter((page) => page.accountId === accountId);
    const named = mine.filter((page) => page.reference === reference.providerReference);
    return named.length > 0 ? named : mine.filter((page) => page.attemptId === reference.attemptId);
  }

  #disputeOf(
    accountId: string,
    reference: string,
  ): { readonly page: Page; readonly dispute: TrueDispute } | null {
    for (const page of this.#options.truth.pages) {
      const dispute = page.charge?.disputes.find((each) => each.reference === reference);
      if (dispute && page.accountId === accountId) return { page, dispute };
    }
    return null;
  }

  #open(accountId: string, request: AttemptRequest): Page | 'refused' {
    const { truth, pageManner, lateMs } = this.#options;
    this.#pagesAsked += 1;
    const manner = pageManner(this.#pagesAsked);
    if (manner === 'refuses') return 'refused';
    const { attemptId, amount } = request;
    if (truth.pages.some((page) => page.attemptId === attemptId)) this.openedTwice.push(attemptId);
    const dues = request.description.match(/due \d+/g) ?? [];
    const afterEnd = lateCharge(manner, amount, lateMs());
    const page = truth.openPage({ attemptId, accountId, amount, dues, afterEnd }, pageLifeMs);
    if (manner) behave(truth, page, manner);
    return page;
  }

  #makeRefund(page: Page, { refundId, amount }: RefundRequest): TrueRefund | 'refused' {
    const { truth, refundManner, lateMs } = this.#options;
    this.#refundsAsked += 1;
    const manner = refundManner(this.#refundsAsked);
    const made = manner === 'refused' ? null : truth.refund(page, refundId, amount);
    if (!made) return 'refused';
    const failing: readonly (RefundManner | null)[] = [
      'slow_then_failed',
      'failed_at_once',
      'failed_then_done',
    ];
    const isFailed = failing.includes(manner);
    const end = (): void => truth.endRefund(made, isFailed ? 'failed' : 'succeeded');
    if (manner?.startsWith('slow')) truth.intend(slowlyMs * 3, `refund ${manner}`, end);
    else end();
    if (manner === 'made_by_hand_too') byHand(truth, page);
    if (manner === 'done_then_back' || manner === 'failed_then_done') {
      truth.intend(lateMs(), `refund ${manner}`, () => truth.turnRefund(made));
    }
    return made;
  }
}

function lateCharge(manner: PageManner | null, amount: Money, afterMs: number): Page['afterEnd'] {
  if (manner === 'good_after_end') return { minor: amount.minor, afterMs };
  if (manner === 'other_amount_after_end') return { minor: amount.minor + 7n, afterMs };
  return null;
}

function behave(truth: ProviderTruth, page: Page, manner: PageManner): void {
  const { amount } = page;
  if (manner === 'pays_at_once') truth.charge(page, amount, false);
  if (manner === 'other_amount_at_once') truth.charge(page, plus(amount, 7n), true);
  if (manner === 'declines_at_once') truth.end(page, 'failed');
  if (manner === 'cancelled_at_once') truth.end(page, 'cancelled');
  if (manner === 'expired_at_once') truth.end(page, 'expired');
  if (manner === 'processes_at_once') {
    truth.process(page);
    truth.intend(slowlyMs, 'charge', () => truth.charge(page, amount, false));
  }
}

function plus(amount: Money, minor: bigint): Money {
  return money(amount.minor + minor, amount.currency);
}

function payBy(truth: ProviderTruth, page: Page, card: Card, nextLateMs: () => number): void {
  const { amount } = page;
  const lateMs = nextLateMs();
  const slowly = (what: string, run: () => void): void => {
    truth.process(page);
    truth.intend(slowlyMs, what, run);
  };
  const good = (): void => truth.charge(page, amount, false);
  const contested = (end: BankDecision) => (): void => {
    good();
    contest(truth, page, end, nextLateMs);
  };
  const ways: Readonly<Record<Card, () => void>> = {
    good,
    good_slowly: () => slowly('charge', good),
    declined: () => truth.end(page, 'failed'),
    declined_slowly: () => slowly('decline', () => truth.end(page, 'failed')),
    declined_then_good: () => {
      truth.end(page, 'failed');
      truth.intend(lateMs, 'late charge', () => truth.charge(page, amount, true));
    },
    declined_then_other_amount: () => {
      truth.end(page, 'failed');
      truth.intend(lateMs, 'late charge', () => truth.charge(page, plus(amount, 9n), true));
    },
    other_amount: () => truth.charge(page, plus(amount, 5n), true),
    other_amount_slowly: () => slowly('charge', () => truth.charge(page, plus(amount, 5n), true)),
    other_currency: () => truth.charge(page, money(amount.minor, 'CHF'), true),
    part: () => truth.charge(page, money(amount.minor / 2n + 1n, amount.currency), true),
    twice: () => {
      good();
      const { attemptId, accountId, dues } = page;
      const second = truth.openPage({ attemptId, accountId, amount, dues, afterEnd: null }, 0);
      truth.charge(second, amount, true);
    },
    disputed: () => {
      good();
      truth.intend(lateMs, 'dispute', () => truth.dispute(page, amount.minor));
    },
    disputed_then_won: () => {
      good();
      truth.intend(slowlyMs, 'dispute', () => truth.dispute(page, amount.minor));
      truth.intend(slowlyMs + lateMs, 'dispute won', () => truth.dispute(page, 0n));
    },
    contested_then_won: contested('won'),
    contested_then_lost: contested('lost'),
    contested_then_returned: contested('returned'),
    other_amount_contested: () => {
      truth.charge(page, plus(amount, 5n), true);
      contest(truth, page, 'lost', nextLateMs);
    },
    cancelled_slowly: () => slowly('cancel', () => truth.end(page, 'cancelled')),
    expired_slowly: () => slowly('expire', () => truth.end(page, 'expired')),
  };
  ways[card]();
}

/** `returned`: kept at first, and returned long after. */
type BankDecision = 'won' | 'lost' | 'returned';

const soonMs = 1000;
const answerMs = 4 * 24 * 60 * minute;

/** The payer's bank takes the money soon, and decides later; evidence or not. */
function contest(
  truth: ProviderTruth,
  page: Page,
  decision: BankDecision,
  nextLateMs: () => number,
): void {
  truth.intend(soonMs, 'dispute', () => {
    const dispute = truth.openDispute(page, answerMs);
    if (!dispute) return;
    truth.intend(10 * minute + nextLateMs(), 'decision of the bank', () => {
      truth.endDispute(page, dispute, decision === 'won' ? 'won' : 'lost');
      if (decision !== 'returned') return;
      truth.intend(nextLateMs(), 'return', () => truth.returnDisputed(page, dispute));
    });
  });
}

/** Somebody gives a little back in the provider's own pages, where the portal is not asked. */
function byHand(truth: ProviderTruth, page: Page): void {
  const extra = truth.refund(page, null, money(1n, page.charge?.amount.currency ?? 'EUR'));
  if (extra) truth.endRefund(extra, 'succeeded');
}

export function outcomeOf(page: Page): AttemptOutcome {
  const providerReference = page.reference;
  switch (page.status) {
    case 'open':
      return {
        kind: 'action_required',
        providerReference,
        redirectUrl: `https://pages.simulation.invalid/${page.reference}`,
        expiresAt: new Date(page.opensUntil),
      };
    case 'failed':
      return { kind: 'failed', providerReference, reason: 'declined' };
    case 'succeeded':
      return successOf(page);
    case 'processing':
    case 'cancelled':
    case 'expired':
      return { kind: page.status, providerReference };
    default:
      return page.status satisfies never;
  }
}

function successOf({ reference, charge, amount }: Page): AttemptOutcome {
  const paid = charge?.amount ?? amount;
  const disputed = charge?.disputed ?? 0n;
  const disputes = (charge?.disputes ?? []).map((dispute) => toldOf(dispute));
  return {
    kind: 'succeeded',
    providerReference: reference,
    paid,
    instrument: { method: 'card', brand: 'visa', lastFour: '4242' },
    disputed: disputed === 0n ? null : money(disputed, paid.currency),
    ...(disputes.length > 0 && { disputes }),
  };
}

function refundOutcome(refund: TrueRefund | 'refused'): RefundOutcome {
  if (refund === 'refused') return { kind: 'failed', cause: 'refused' };
  const { reference, status, amount } = refund;
  if (status === 'failed') return { kind: 'failed', cause: 'not carried out' };
  if (status === 'processing') return { kind: 'processing', providerReference: reference };
  return { kind: 'succeeded', providerReference: reference, refunded: amount };
}

const tellingOrder = [
  'succeeded',
  'processing',
  'action_required',
  'failed',
  'cancelled',
  'expired',
] as const;

function mostTelling(outcomes: readonly AttemptOutcome[]): AttemptOutcome {
  for (const kind of tellingOrder) {
    const found = outcomes.find((outcome) => outcome.kind === kind);
    if (found) return found;
  }
  return { kind: 'not_found' };
}
