/** What staff do with discounts: make them, change them, end them; each is audited. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { isCurrency } from '../core/currencies.ts';
import { Refusal } from '../core/errors.ts';
import { isRefusedBy, type Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import { findChargeTypesByIds } from '../services/index.ts';
import { normaliseCode, type DiscountTerms } from './discount.ts';
import { insertDiscount, lockDiscounts, writeDiscount, writeEnd } from './store.ts';

type Saving = Pick<Context, 'clock' | 'ids'>;

/** Terms of a new discount, or of the one with the id, at the version that whoever changes it has seen. */
export type DiscountToSave = DiscountTerms &
  ({ readonly id?: never } | { readonly id: string; readonly version: number });

/**
 * Makes a discount, or changes the one with that id; what was taken before stays as it was paid.
 *
 * @returns its id
 * @throws Refusal `input_invalid` naming the field in its detail, `not_found`, `changed_since`
 */
export async function saveDiscount(
  context: Saving,
  transaction: Transaction,
  organisation: Organisation,
  discount: DiscountToSave,
  actor: string,
): Promise<string> {
  const { id: known, version: seen, ...given } = { version: 0, ...discount };
  const terms = { ...given, code: given.code === null ? null : normaliseCode(given.code) };
  refuseWrong(terms);
  const [chargeType] = await findChargeTypesByIds(transaction, organisation.id, [
    terms.chargeTypeId,
  ]);
  if (!chargeType) throw new Refusal('not_found', `there is no charge type ${terms.chargeTypeId}`);
  const [before] = known ? await lockDiscounts(transaction, organisation.id, [known]) : [];
  if (known && !before) throw new Refusal('not_found', `there is no discount ${known}`);
  if (before) refuseOther({ before, terms });
  if (before && before.version !== seen) throw new Refusal('changed_since');
  const id = known ?? context.ids.next('dis');
  try {
    if (before) await writeDiscount(transaction, organisation.id, id, terms);
    else await insertDiscount(transaction, organisation.id, id, terms, context.clock.now());
  } catch (error) {
    if (!isRefusedBy(error, 'discounts_by_code')) throw error;
    throw new Refusal('input_invalid', 'code: is another discount’s', { cause: error });
  }
  await recordAudit(transaction, context, organisation.id, {
    actor,
    action: 'save discount',
    subject: id,
    detail: { before: before ? asFacts(before) : null, after: asFacts(terms) },
  });
  return id;
}

/** From now on it is given to nobody; what was begun with it and is not paid yet goes back to its full price. */
export async function endDiscount(
  context: Saving,
  transaction: Transaction,
  organisation: Organisation,
  id: string,
  actor: string,
): Promise<void> {
  const [before] = await lockDiscounts(transaction, organisation.id, [id]);
  if (!before) throw new Refusal('not_found', `there is no discount ${id}`);
  if (before.endedAt) return;
  await writeEnd(transaction, organisation.id, id, context.clock.now());
  await recordAudit(transaction, context, organisation.id, {
    actor,
    action: 'end discount',
    subject: id,
    detail: { used: before.used },
  });
}

function refuseWrong(terms: DiscountTerms): void {
  const { code, kind, value, currency, names, validFrom, validUntil } = terms;
  const wrong = (field: string): never => {
    throw new Refusal('input_invalid', `${field}: is wrong`);
  };
  if (code !== null && !/^[A-Z0-9][A-Z0-9-]{2,29}$/.test(code)) wrong('code');
  if (value <= 0n || (kind === 'percent' && value >= 10_000n)) wrong('value');
  if (!isCurrency(currency)) wrong('currency');
  if (!Object.values(names).some(Boolean)) wrong('names');
  if (validFrom && validUntil && validUntil < validFrom) wrong('valid_until');
  for (const [field, most] of [
    ['most_uses', terms.mostUses],
    ['most_uses_per_payer', terms.mostUsesPerPayer],
  ] as const) {
    if (most !== null && (!Number.isSafeInteger(most) || most < 1 || most > 1_000_000))
      wrong(field);
  }
}

function refuseOther(change: {
  readonly before: DiscountTerms & { readonly used: number; readonly endedAt: Date | null };
  readonly terms: DiscountTerms;
}): void {
  const { before, terms } = change;
  if (before.endedAt) throw new Refusal('input_invalid', 'discount: has ended');
  if (before.chargeTypeId !== terms.chargeTypeId || before.currency !== terms.currency) {
    throw new Refusal('input_invalid', 'charge_type: cannot be another one');
  }
  if (terms.mostUses !== null && terms.mostUses < before.used) {
    throw new Refusal('input_invalid', 'most_uses: is below what was used');
  }
}

function asFacts(terms: DiscountTerms): Record<string, unknown> {
  return { ...terms, value: String(terms.value) };
}
