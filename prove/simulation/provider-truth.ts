/** What is true at the provider of the simulation: pages, charges, refunds, disputes, and what it tells of them. */
import { money, type Money } from '../../src/core/money.ts';
import {
  disputeFee,
  heldOf,
  isOpen,
  type DisputeEnd,
  type TrueDispute,
} from './provider-disputes.ts';

export type PageStatus = 'open' | 'processing' | 'succeeded' | 'failed' | 'cancelled' | 'expired';

/** One hosted page. A page that the provider made by itself for a second charge has no payer. */
export type Page = {
  readonly reference: string;
  readonly attemptId: string;
  readonly accountId: string;
  readonly amount: Money;
  /** The reasons of the dues that it is for. */
  readonly dues: readonly string[];
  readonly openedAt: number;
  readonly opensUntil: number;
  status: PageStatus;
  charge: Charge | null;
  /** It once was said that no money would come of it. */
  hasEnded: boolean;
  /** What is charged all the same after it ended without money. */
  readonly afterEnd: { readonly minor: bigint; readonly afterMs: number } | null;
};

export type Charge = {
  readonly amount: Money;
  /** The provider did what it should not: charged twice, later, or another amount. */
  readonly isOdd: boolean;
  refunded: bigint;
  disputed: bigint;
  /** Those of which the provider tells more than an amount. */
  readonly disputes: TrueDispute[];
  /** Some of it once left again, so its dues may rightly be paid by another. */
  hasLeft: boolean;
};

export type TrueRefund = {
  readonly reference: string;
  /** As the portal named it; null for one made in the provider's own pages. */
  readonly refundId: string | null;
  readonly page: Page;
  readonly amount: Money;
  status: 'processing' | 'succeeded' | 'failed';
};

export type Movement = {
  readonly accountId: string;
  readonly kind: 'charge' | 'refund' | 'dispute' | 'dispute_returned' | 'dispute_fee';
  readonly reference: string;
  readonly ourReference: string;
  readonly amount: Money;
  readonly at: number;
};

/** Something that the provider will do by itself when its time has come. */
type Intention = { readonly at: number; readonly name: string; readonly run: () => void };

export type News = {
  readonly type: string;
  readonly accountId: string;
  readonly ourReference: string;
  readonly reference: string;
};

export type NewPage = Pick<Page, 'attemptId' | 'accountId' | 'amount' | 'dues' | 'afterEnd'>;

/** Lives as long as its schedule. */
export class ProviderTruth {
  readonly pages: Page[] = [];
  readonly refunds: TrueRefund[] = [];
  readonly movements: Movement[] = [];
  /** Two pages of one due that took money although neither was out of order: the portal's fault. */
  readonly paidTwice: string[] = [];
  /** Dues that staff made owed again without the provider, by their reasons. */
  readonly owedAgain = new Set<string>();
  /** Dues that staff settled otherwise, and when they began: every page that was open then had to be ended first. */
  readonly settledOtherwise: { readonly due: string; readonly at: number }[] = [];
  readonly #intentions: Intention[] = [];
  readonly #now: () => number;
  readonly #tell: (news: News) => void;
  #made = 0;

  constructor(now: () => number, tell: (news: News) => void) {
    this.#now = now;
    this.#tell = tell;
  }

  openPage(about: NewPage, lifeMs: number): Page {
    const page: Page = {
      ...about,
      reference: this.#name('page'),
      openedAt: this.#now(),
      opensUntil: this.#now() + lifeMs,
      status: 'open',
      charge: null,
      hasEnded: false,
    };
    this.pages.push(page);
    return page;
  }

  process(page: Page): void {
    page.status = 'processing';
    this.#announce(page, 'page.processing');
  }

  end(page: Page, status: 'failed' | 'cancelled' | 'expired'): void {
    page.status = status;
    page.hasEnded = true;
    this.#announce(page, `page.${status}`);
    if (!page.afterEnd) return;
    const { minor, afterMs } = page.afterEnd;
    this.intend(afterMs, 'late charge', () => {
      this.charge(page, money(minor, page.amount.currency), true);
    });
  }

  charge(page: Page, amount: Money, isOdd: boolean): void {
    if (page.charge) return;
    const odd = isOdd || page.hasEnded;
    const clash = this.pages.find((other) => isPaidFor(other, page, this.owedAgain));
    if (clash && !odd) this.paidTwice.push(`${page.attemptId} and ${clash.attemptId}`);
    const byStaff = this.settledOtherwise.some(
      ({ due, at }) => page.openedAt < at && page.dues.includes(due),
    );
    if (byStaff && !odd) this.paidTwice.push(`${page.attemptId} and at the counter`);
    page.status = 'succeeded';
    const untouched = { refunded: 0n, disputed: 0n, disputes: [], hasLeft: false };
    page.charge = { amount, isOdd: odd, ...untouched };
    this.#move(page, 'charge', page.reference, amount);
    this.#announce(page, 'page.succeeded');
  }

  /** The payer's bank takes money back, or returns what it took; the provider says no more of it. */
  dispute(page: Page, minor: bigint): void {
    const taken = page.charge;
    if (!taken || taken.disputed === minor || minor + taken.refunded > taken.amount.minor) return;
    const isOpened = minor > taken.disputed;
    const moved = isOpened ? minor - taken.disputed : taken.disputed - minor;
    const kind = isOpened ? 'dispute' : 'dispute_returned';
    taken.disputed = minor;
    taken.hasLeft = true;
    this.#move(page, kind, this.#name(kind), money(moved, taken.amount.currency));
    this.#announce(page, isOpened ? 'dispute.opened' : 'dispute.won');
  }

  /** As `dispute`, with a fee, and a deadline for an answer; of all that is left. @returns null when nothing is */
  openDispute(page: Page, answerMs: number): TrueDispute | null {
    const taken = page.charge;
    const minor = taken ? taken.amount.minor - taken.refunded - taken.disputed : 0n;
    if (!taken || minor <= 0n) return null;
    const { currency } = taken.amount;
    const now = this.#now();
    const dispute: TrueDispute = {
      reference: this.#name('contested'),
      amount: money(minor, currency),
      fee: disputeFee,
      openedAt: now,
      answerBy: now + answerMs,
      state: 'opened',
      evidence: new Set(),
    };
    taken.disputes.push(dispute);
    taken.disputed = heldOf(taken.disputes);
    taken.hasLeft = true;
    this.#move(page, 'dispute', dispute.reference, dispute.amount);
    this.#move(page, 'dispute_fee', dispute.reference, money(disputeFee, currency));
    this.#announce(page, 'dispute.opened');
    return dispute;
  }

  /** @returns whether it came in time */
  takeEvidence(page: Page, dispute: TrueDispute, evidenceId: string): boolean {
    if (!isOpen(dispute) || dispute.answerBy < this.#now()) return false;
    dispute.evidence.add(evidenceId);
    dispute.state = 'evidence_sent';
    this.#announce(page, 'dispute.evidence_sent');
    return true;
  }

  endDispute(page: Page, dispute: TrueDispute, end: DisputeEnd): void {
    if (isOpen(dispute)) this.#settleDispute(page, dispute, end);
  }

  /** The bank that had kept the money returns it after all. */
  returnDisputed(page: Page, dispute: TrueDispute): void {
    if (dispute.state === 'lost' || dispute.state === 'accepted') {
      this.#settleDispute(page, dispute, 'won');
    }
  }

  #settleDispute(page: Page, dispute: TrueDispute, end: DisputeEnd): void {
    dispute.state = end;
    if (page.charge) page.charge.disputed = heldOf(page.charge.disputes);
    if (end === 'won') this.#move(page, 'dispute_returned', dispute.reference, dispute.amount);
    this.#announce(page, end === 'won' ? 'dispute.won' : 'dispute.lost');
  }

  /** @returns null when there is not so much left of the charge */
  refund(page: Page, refundId: string | null, amount: Money): TrueRefund | null {
    const taken = page.charge;
    if (taken?.amount.currency !== amount.currency) return null;
    if (taken.refunded + taken.disputed + amount.minor > taken.amount.minor) return null;
    taken.refunded += amount.minor;
    taken.hasLeft = true;
    const reference = this.#name('refund');
    const refund: TrueRefund = { reference, refundId, page, amount, status: 'processing' };
    this.refunds.push(refund);
    return refund;
  }

  endRefund(refund: TrueRefund, status: 'succeeded' | 'failed'): void {
    const { page, amount, reference, refundId } = refund;
    const { accountId } = page;
    if (refund.status !== 'processing') return;
    refund.status = status;
    if (status === 'failed' && page.charge) page.charge.refunded -= amount.minor;
    const ourReference = refundId ?? 'made by hand';
    const at = this.#now();
    if (status === 'succeeded') {
      this.movements.push({ accountId, kind: 'refund', reference, ourReference, amount, at });
    }
    if (refundId) this.#tell({ type: `refund.${status}`, accountId, ourReference, reference });
  }

  /** What was said of a refund turns out to be wrong: its money came back, or left after all. */
  turnRefund(refund: TrueRefund): void {
    const { page, amount, status } = refund;
    const taken = page.charge;
    if (!taken || status === 'processing') return;
    if (status === 'failed') {
      if (taken.refunded + taken.disputed + amount.minor > taken.amount.minor) return;
      taken.refunded += amount.minor;
    }
    refund.status = 'processing';
    this.endRefund(refund, status === 'failed' ? 'succeeded' : 'failed');
  }

  intend(afterMs: number, name: string, run: () => void): void {
    this.#intentions.push({ at: this.#now() + afterMs, name, run });
  }

  /** What the provider could do now by itself. */
  due(): Intention[] {
    return this.#intentions.filter(({ at }) => at <= this.#now());
  }

  nextAt(): number | null {
    const instants = this.#intentions.map(({ at }) => at);
    return instants.length === 0 ? null : Math.min(...instants);
  }

  act(intention: Intention): void {
    this.#intentions.splice(this.#intentions.indexOf(intention), 1);
    intention.run();
  }

  /** Pages end by themselves when nobody pays them. */
  expirePages(): void {
    for (const page of this.pages) {
      if (page.status === 'open' && page.opensUntil <= this.#now()) this.end(page, 'expired');
    }
  }

  #name(prefix: string): string {
    this.#made += 1;
    return `${prefix}_${String(this.#made).padStart(4, '0')}`;
  }

  #announce(page: Page, type: string): void {
    const { accountId, attemptId, reference } = page;
    this.#tell({ type, accountId, ourReference: attemptId, reference });
  }

  #move(page: Page, kind: Movement['kind'], reference: string, amount: Money): void {
    const { accountId, attemptId } = page;
    const at = this.#now();
    this.movements.push({ accountId, kind, reference, ourReference: attemptId, amount, at });
  }
}

/** Whether another page took money for a due of this one, in good order and for good. */
function isPaidFor(other: Page, page: Page, owedAgain: ReadonlySet<string>): boolean {
  const { charge: taken, dues, accountId } = other;
  if (other === page || accountId !== page.accountId || !taken || taken.isOdd) return false;
  return !taken.hasLeft && dues.some((due) => page.dues.includes(due) && !owedAgain.has(due));
}
