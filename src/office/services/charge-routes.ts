/** Charge types in the back office: the page of each, its parts, the form editor, how it stands, and its place. */
import type { FastifyReply } from 'fastify';
import { Refusal } from '../../core/errors.ts';
import { inLanguage } from '../../core/localised.ts';
import {
  duesDefinition,
  freeDefinition,
  moveOffer,
  saveChargeType,
  type ChargeType,
  type DuesDefinition,
  type FreeDefinition,
} from '../../services/index.ts';
import { addressesOf } from '../../web/addresses.ts';
import { orderKeyOf } from '../../web/order-key.ts';
import { queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import { atPage } from '../acting/deed.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { chargePage } from './charge-page.ts';
import { chargeParts, chargePath, type ChargePart } from './charge-parts.ts';
import { postEditing, postPreview, showEditing, type Editing } from './edit-routes.ts';
import { chargeOf } from './reach.ts';
import { duesSections, freeSections } from './sections/charge-sections.ts';
import { formSection } from './form/form-section.ts';
import { largeForm, postedDirection, postedState, saidByState, saidOf } from './service-routes.ts';
import { offerTexts } from './services.texts.ts';

const permission = 'manage_services';
const base = '/services/:service/charges/:charge';

export const chargeRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: base, permission, handle: (visit) => showCharge(visit) },
  { method: 'POST', path: `${base}/state`, permission, handle: postState },
  { method: 'POST', path: `${base}/move`, permission, handle: postMove },
  ...chargeParts.flatMap((part): OfficeRoute[] => [
    {
      method: 'GET',
      path: `${base}/${part}`,
      permission,
      handle: (visit) => withEditing(visit, part, { free: showEditing, dues: showEditing }),
    },
    {
      method: 'POST',
      path: `${base}/${part}`,
      permission,
      bodyLimit: largeForm,
      handle: (visit) => withEditing(visit, part, { free: postEditing, dues: postEditing }),
    },
  ]),
  {
    method: 'POST',
    path: `${base}/form/preview`,
    permission,
    bodyLimit: largeForm,
    handle: async (visit) => {
      await chargeOf(visit);
      return postPreview(visit, { section: formSection });
    },
  },
];

async function showCharge(visit: StaffVisit, problem: string | null = null): Promise<FastifyReply> {
  const { organisation, reply, request, view } = visit;
  const { service, charge } = await chargeOf(visit);
  const page = chargePage(atPage(view, chargePath(charge)), {
    service,
    charge,
    payerAddress: addressesOf(organisation.slug).freePayment(service.id, charge.id),
    said: problem === null ? saidOf(visit, queryText(request, 'done')) : null,
    problem,
  });
  return sendPage(problem === null ? reply : reply.status(409), page);
}

type Answers = {
  readonly free: (visit: StaffVisit, editing: Editing<FreeDefinition>) => Promise<FastifyReply>;
  readonly dues: (visit: StaffVisit, editing: Editing<DuesDefinition>) => Promise<FastifyReply>;
};

/** The kinds have definitions of their own, and only some parts each. @throws Refusal `not_found` for a part of the other */
async function withEditing(
  visit: StaffVisit,
  part: ChargePart,
  answers: Answers,
): Promise<FastifyReply> {
  const { charge } = await chargeOf(visit);
  const about = editingAbout(visit, charge, part);
  if (charge.kind === 'free') {
    const section = freeSections.find(({ name }) => name === part);
    if (!section) throw new Refusal('not_found');
    const { definition } = charge;
    const save = (changed: FreeDefinition, version: number) =>
      saveCharge(visit, { ...charge, definition: changed, version: version + 1 });
    return answers.free(visit, { ...about, section, schema: freeDefinition, definition, save });
  }
  const section = duesSections.find(({ name }) => name === part);
  if (!section) throw new Refusal('not_found');
  const { definition } = charge;
  const save = (changed: DuesDefinition, version: number) =>
    saveCharge(visit, { ...charge, definition: changed, version: version + 1 });
  return answers.dues(visit, { ...about, section, schema: duesDefinition, definition, save });
}

function editingAbout({ view }: StaffVisit, charge: ChargeType, part: ChargePart) {
  const t = offerTexts(view.language);
  const name = inLanguage(charge.definition.name, view.language);
  const path = chargePath(charge);
  return {
    version: charge.version,
    title: `${t(`part_${part}`)}: ${name}`,
    lead: t(`part_${part}_about`),
    path: `${path}/${part}`,
    back: { path, label: t('back_to', { name }) },
  };
}

function saveCharge(
  { context, organisation, actor }: StaffVisit,
  charge: ChargeType,
): Promise<void> {
  return context.database.transaction((transaction) =>
    saveChargeType(context, transaction, organisation, charge, actor),
  );
}

async function postState(visit: StaffVisit): Promise<FastifyReply> {
  const { reply, request, view } = visit;
  const { charge } = await chargeOf(visit);
  const { state, version } = postedState(request.body);
  if (!state) throw new Refusal('input_invalid', 'state: none of those there are');
  try {
    await saveCharge(visit, { ...charge, state, version: version + 1 });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'changed_since') throw error;
    return showCharge(visit, offerTexts(view.language)('changed_before'));
  }
  return reply.redirect(view.office.to(`${chargePath(charge)}?done=${saidByState[state]}`), 303);
}

async function postMove(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, reply, request, view, site } = visit;
  const { service, charge } = await chargeOf(visit);
  const order = { actor, key: orderKeyOf(site, request) };
  const place = { chargeType: charge.id, of: service.id };
  await moveOffer(context, organisation, place, postedDirection(request.body), order);
  return reply.redirect(view.office.to(`/services/${service.id}?done=moved`), 303);
}
