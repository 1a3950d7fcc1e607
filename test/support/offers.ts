/** Services, discounts and dues of a test's own. */
import type { Context } from '../../src/context.ts';
import { knownDate } from '../../src/core/calendar-date.ts';
import { money } from '../../src/core/money.ts';
import { saveDiscount, type DiscountTerms } from '../../src/discounts/index.ts';
import {
  insertDueDetails,
  insertDues,
  type Debtor,
  type DueLine,
  type NewDue,
} from '../../src/dues/index.ts';
import type { Organisation } from '../../src/organisations/index.ts';
import { loadOffers } from '../../src/services/index.ts';

type Making = {
  readonly context: Pick<Context, 'database' | 'clock' | 'ids'>;
  readonly organisation: Organisation;
};

/** A tax with dues that are loaded (`waste-tax`), and a certificate that anybody may ask for (`certificate`). */
export async function addOffers({ context, organisation }: Making): Promise<void> {
  const file = {
    services: [
      {
        id: 'taxes',
        definition: { name: { it: 'Tributi', en: 'Taxes', es: 'Tributos' }, category: 'taxes' },
        charge_types: [
          {
            id: 'waste-tax',
            kind: 'dues',
            definition: { name: { it: 'Tassa sui rifiuti', en: 'Waste tax' } },
          },
          {
            id: 'certificate',
            kind: 'free',
            definition: {
              name: { it: 'Certificato', en: 'Certificate' },
              amount: { kind: 'fixed', amount: '12.00' },
            },
          },
        ],
      },
    ],
  };
  await loadOffers(context, organisation, file, 'test');
}

/** A code `WELCOME` of 10 per cent off the waste tax, unless told otherwise. @returns its id */
export async function addDiscount(
  { context, organisation }: Making,
  terms: Partial<DiscountTerms> = {},
): Promise<string> {
  const all: DiscountTerms = {
    chargeTypeId: 'waste-tax',
    code: 'WELCOME',
    kind: 'percent',
    value: 1000n,
    currency: 'EUR',
    names: { it: 'Sconto di benvenuto', en: 'Welcome discount' },
    validFrom: null,
    validUntil: null,
    mostUses: null,
    mostUsesPerPayer: null,
    isPublic: true,
    ...terms,
  };
  return context.database.transaction((transaction) =>
    saveDiscount(context, transaction, organisation, all, 'test'),
  );
}

export type OfferedDue = Partial<Omit<NewDue, 'id'>> & {
  readonly cents?: bigint;
  readonly lines?: readonly DueLine[];
  readonly noticeNumber?: string;
};

export type AddedDue = { readonly id: string; readonly token: string };

export const maria: Debtor = {
  name: 'Maria Rossi',
  taxId: 'RSSMRA80A01H501U',
  email: 'maria.rossi@example.com',
};

/** A due of 100.00 EUR of the waste tax, due on 30 November 2026, unless told otherwise. */
export async function addOfferedDue(
  { context, organisation }: Making,
  options: OfferedDue = {},
): Promise<AddedDue> {
  const { cents = 10_000n, lines, noticeNumber, ...more } = options;
  const [id, token] = [context.ids.next('due'), context.ids.token()];
  const due = {
    id,
    invoiceId: null,
    position: 1,
    service: 'taxes',
    reason: 'Tassa sui rifiuti 2026',
    amount: money(cents, 'EUR'),
    dueOn: knownDate('2026-11-30'),
    collectable: 'by_payer',
    chargeTypeId: 'waste-tax',
    debtor: maria,
    accessToken: token,
    ...more,
  } as const;
  await context.database.transaction(async (transaction) => {
    await insertDues(transaction, organisation.id, [due], context.clock.now());
    if (!lines && !noticeNumber) return;
    await insertDueDetails(transaction, organisation.id, [
      {
        dueId: id,
        origin: 'file',
        noticeNumber: noticeNumber ?? null,
        sourceKey: null,
        contentDigest: null,
        lines: lines ?? [],
        answers: [],
        chargeTypeVersion: null,
        pagopa: null,
      },
    ]);
  });
  return { id, token };
}
