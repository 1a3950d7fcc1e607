/** For what a due is: a charge type of a service, chosen by its name; and what that says of how it is paid. */
import { inLanguage } from '../../core/localised.ts';
import { fromDecimal, type Money } from '../../core/money.ts';
import type { DueOffer } from '../../dues/index.ts';
import { serviceNamed } from '../../reports/index.ts';
import { findChargeTypes, findChargeTypesByIds, type ChargeType } from '../../services/index.ts';
import { isAllowed } from '../../staff/index.ts';
import { textField, type FilledForm } from '../../web/components/field.ts';
import type { Html } from '../../web/html.ts';
import type { StaffVisit } from '../office-route.ts';
import type { OfficeView } from '../office-view.ts';
import { selectField, type Option } from '../services/fields.ts';
import { dueTexts } from './due.texts.ts';

type DuesCharge = Extract<ChargeType, { kind: 'dues' }>;

/** Those of dues that are not closed, of the services that somebody may make dues of. */
export async function serviceOptions(visit: StaffVisit): Promise<readonly Option[]> {
  const { context, organisation, member, view } = visit;
  const all = await findChargeTypes(context.database, organisation.id);
  const charges = all.filter(
    ({ kind, state, serviceId }) =>
      kind === 'dues' && state !== 'closed' && isAllowed(member, 'change_dues', serviceId),
  );
  return charges.map(({ id, serviceId, definition }) => ({
    value: `${serviceId}/${id}`,
    label: `${serviceNamed(serviceId, view.names, view.language)} – ${inLanguage(definition.name, view.language)}`,
  }));
}

/** A list of what there is; where there is nothing yet, a word of one's own. */
export function serviceField(view: OfficeView, options: readonly Option[], form: FilledForm): Html {
  const t = dueTexts(view.language);
  const typed = form.values['service'] ?? '';
  if (options.length === 0) {
    const hint = t('service_hint');
    return textField(
      { name: 'service', label: t('service'), hint, width: 'medium', maximum: 81 },
      form,
    );
  }
  const isOther = typed !== '' && !options.some(({ value }) => value === typed);
  const all = isOther ? [...options, { value: typed, label: typed }] : options;
  const values = { ...form.values, [`service=${typed}`]: 'yes' };
  return selectField({ name: 'service', label: t('what_for') }, all, {
    posted: {},
    values,
    errors: form.errors,
  });
}

export type Chosen = { readonly service: string; readonly charge: DuesCharge | null };

/** @returns null for a charge type that is none of the service's dues */
export async function chosenService(
  { context, organisation }: StaffVisit,
  typed: string,
): Promise<Chosen | null> {
  const [service = '', chargeId] = typed.split('/');
  if (chargeId === undefined) return { service, charge: null };
  const [charge] = await findChargeTypesByIds(context.database, organisation.id, [chargeId]);
  if (charge?.kind !== 'dues' || charge.serviceId !== service || charge.state === 'closed')
    return null;
  return { service, charge };
}

/** @param given what staff said besides; it goes before what the charge type says */
export function offerOf(
  charge: DuesCharge | null,
  amount: Money,
  given: Pick<DueOffer, 'leastPart' | 'validFrom' | 'validUntil'>,
): DueOffer {
  const { price_by_date: byDate, part_payment: part } = charge?.definition ?? {};
  const least = part ? fromDecimal(part.least, amount.currency) : null;
  return {
    ...given,
    chargeTypeId: charge?.id ?? null,
    plan: null,
    leastPart: given.leastPart ?? least,
    pricing: byDate ? { base: String(amount.minor), by_date: byDate } : null,
  };
}
