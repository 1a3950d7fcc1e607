/** What is true at the provider of the simulation: pages, charges, refunds, disputes, and what it tells of them. */
import { money, type Money } from '../../src/core/money.ts';

export type PageStatus =
  'open' | 'processing' | 'succeeded' | 'failed' | 'cancelled' | 'expired';

/** One hosted page. A page that the provider made by itself for a second charge has no payer. */
export type Page = {
  readonly reference: string;
  readonly attemptId: string;
  readonly accountId: string;
  readonly amount: Money;
  /** The reasons of the dues that it is for. */
  readonly dues: readonly string[];
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
  readonly kind: 'charge' | 'refund' | 'dispute' | 'dispute_returned';
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

export type ProviderTruth = ReturnType<typeof createProviderTruth>;

export function createProviderTruth(now: () => number, tell: (news: News) => void) {
  const pages: Page[] = [];
  const refunds: TrueRefund[] = [];
  const movements: Movement[] = [];
  const intentions: Intention[] = [];
  /** Two pages of one due that took money although neither was out of order: the portal's fault. */
  const paidTwice: string[] = [];
  let made = 0;

  const name = (prefix: string): string => {
    made += 1;
    return `${prefix}_${String(made).padStart(4, '0')}`;
  };
  const announce = (page: Page, type: string): void => {
    const { accountId, attemptId, reference } = page;
    tell({ type, accountId, ourReference: attemptId, reference });
  };
  const move = (page: Page, kind: Movement['kind'], reference: string, amount: Money): void => {
    const { accountId, attemptId } = page;
    movements.push({ accountId, kind, reference, ourReference: attemptId, amount, at: now() });
  };
  const end = (page: Page, status: 'failed' | 'cancelled' | 'expired'): void => {
    page.status = status;
    page.hasEnded = true;
    announce(page, `page.${status}`);
    if (page.afterEnd) {
      const { minor, afterMs } = page.afterEnd;
      intend(afterMs, 'late charge', () => {
        charge(page, money(minor, page.amount.currency), true);
      });
    }
  };
  const intend = (afterMs: number, what: string, run: () => void): void => {
    intentions.push({ at: now() + afterMs, name: what, run });
  };
  const charge = (page: Page, amount: Money, isOdd: boolean): void => {
    if (page.charge) return;
    const odd = isOdd || page.hasEnded;
    const others = pages.filter((other) => other !== page && other.accountId === page.accountId);
    const clash = others.find(
      ({ charge: taken, dues }) =>
        taken && !taken.isOdd && taken.refunded === 0n && dues.some((due) => page.dues.includes(due)),
    );
    if (clash && !odd) paidTwice.push(`${page.attemptId} and ${clash.attemptId}`);
    page.status = 'succeeded';
    page.charge = { amount, isOdd: odd, refunded: 0n, disputed: 0n };
    move(page, 'charge', page.reference, amount);
    announce(page, 'page.succeeded');
  };
  return {
    pages,
    refunds,
    movements,
    paidTwice,
    name,
    charge,
    end,
    announce,
    openPage: (about: NewPage, lifeMs: number): Page => {
      const page: Page = {
        ...about,
        reference: name('page'),
        opensUntil: now() + lifeMs,
        status: 'open',
        charge: null,
        hasEnded: false,
      };
      pages.push(page);
      return page;
    },
    process: (page: Page): void => {
      page.status = 'processing';
      announce(page, 'page.processing');
    },
    /** The payer's bank takes money back, or returns what it took. */
    dispute: (page: Page, minor: bigint): void => {
      const taken = page.charge;
      if (!taken || taken.disputed === minor || minor + taken.refunded > taken.amount.minor) return;
      const moved = minor > taken.disputed ? minor - taken.disputed : taken.disputed - minor;
      const kind = minor > taken.disputed ? 'dispute' : 'dispute_returned';
      taken.disputed = minor;
      move(page, kind, name(kind), money(moved, taken.amount.currency));
      announce(page, `dispute.${kind === 'dispute' ? 'opened' : 'won'}`);
    },
    /** @returns null when there is not so much left of the charge */
    refund: (page: Page, refundId: string | null, amount: Money): TrueRefund | null => {
      const taken = page.charge;
      if (taken?.amount.currency !== amount.currency) return null;
      if (taken.refunded + taken.disputed + amount.minor > taken.amount.minor) return null;
      taken.refunded += amount.minor;
      const refund: TrueRefund = { reference: name('refund'), refundId, page, amount, status: 'processing' };
      refunds.push(refund);
      return refund;
    },
    endRefund: (refund: TrueRefund, status: 'succeeded' | 'failed'): void => {
      const { page, amount, reference, refundId } = refund;
      if (refund.status !== 'processing') return;
      refund.status = status;
      if (status === 'failed' && page.charge) page.charge.refunded -= amount.minor;
      const ourReference = refundId ?? 'made by hand';
      if (status === 'succeeded') {
        movements.push({ accountId: page.accountId, kind: 'refund', reference, ourReference, amount, at: now() });
      }
      if (refundId) tell({ type: `refund.${status}`, accountId: page.accountId, ourReference, reference });
    },
    intend,
    /** What the provider could do now by itself. */
    due: (): Intention[] => intentions.filter(({ at }) => at <= now()),
    nextAt: (): number | null =>
      intentions.length === 0 ? null : Math.min(...intentions.map(({ at }) => at)),
    act: (intention: Intention): void => {
      intentions.splice(intentions.indexOf(intention), 1);
      intention.run();
    },
    /** Pages end by themselves when nobody pays them. */
    expirePages: (): void => {
      for (const page of pages) {
        if (page.status === 'open' && page.opensUntil <= now()) end(page, 'expired');
      }
    },
  };
}
