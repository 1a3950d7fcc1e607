/** Puts up a new service or charge type: only what it is called is asked; the rest has a page of its own afterwards. */
import type { FastifyReply } from 'fastify';
import { inLanguage } from '../../core/localised.ts';
import {
  serviceCategoryTexts,
  duesDefinition,
  freeDefinition,
  newChargeType,
  newService,
  serviceCategories,
  serviceDefinition,
  slugName,
  type NewChargeType,
  type ServiceDefinition,
} from '../../services/index.ts';
import { actions, button, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { textField } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { href, html, type Html } from '../../web/html.ts';
import { sendPage } from '../../web/send-page.ts';
import { orderKeyOf } from '../../web/order-key.ts';
import { atPage } from '../acting/deed.ts';
import { hiddenField } from '../acting/form-parts.ts';
import { officePage } from '../office-page.ts';
import type { StaffVisit } from '../office-route.ts';
import { chargePath } from './charge-parts.ts';
import { offerFacts } from './edit-routes.ts';
import { selectField } from './fields.ts';
import { judgeChanges } from './judge-changes.ts';
import { slugFrom } from './name-from.ts';
import { formOf, type OfferSection } from './offer-section.ts';
import { readPosted, textOf, wordsOf, type PostedOffer } from './posted-offer.ts';
import { demandAll, serviceOf } from './reach.ts';
import { sectionTexts } from './sections/section.texts.ts';
import { offerTexts } from './services.texts.ts';
import { wordFields } from './word-fields.ts';

/** What every new thing is asked; its name in addresses is made of what it is called, unless somebody says it. */
function namesOf<Definition>(
  more: Pick<OfferSection<Definition>, 'fields' | 'changes'>,
): OfferSection<Definition> {
  return {
    name: 'new',
    values: () => ({}),
    fields: (view, form, facts) => {
      const t = sectionTexts(view.language);
      const id = {
        name: 'id',
        label: t('id'),
        hint: t('id_hint'),
        width: 'medium',
        maximum: 40,
        isCode: true,
      } as const;
      return html`${wordFields({ name: 'name', label: t('name'), maximum: 120 }, form, facts.languages)}
        ${more.fields(view, form, facts)}
        ${textField(id, form)}`;
    },
    changes: (posted) => ({ name: wordsOf(posted, 'name') ?? {}, ...more.changes(posted) }),
  };
}

const serviceNames = namesOf<ServiceDefinition>({
  fields: (view, form, facts) => {
    const t = sectionTexts(view.language);
    const categories = serviceCategories.map((value) => ({
      value,
      label: serviceCategoryTexts(view.language)(value),
    }));
    return html`${selectField({ name: 'category', label: t('category'), hint: t('category_hint') }, categories, form)}
      ${wordFields({ name: 'summary', label: t('summary'), hint: t('summary_hint'), maximum: 300, lines: 2 }, form, facts.languages)}`;
  },
  changes: (posted) => ({
    category: textOf(posted, 'category') || 'other',
    summary: wordsOf(posted, 'summary'),
  }),
});

type Kind = NewChargeType['kind'];
const chargeNames = namesOf<NewChargeType['definition']>({
  fields: (view, form, facts) => {
    const t = sectionTexts(view.language);
    const about = {
      name: 'description',
      label: t('charge_description'),
      hint: t('charge_description_hint'),
      maximum: 2000,
      lines: 3,
    };
    return wordFields(about, form, facts.languages);
  },
  changes: (posted) => ({ description: wordsOf(posted, 'description') }),
});

type NewPage<Definition> = {
  readonly section: OfferSection<Definition>;
  readonly title: string;
  readonly lead: string;
  readonly path: string;
  readonly back: string;
};

async function newPage<Definition>(
  visit: StaffVisit,
  page: NewPage<Definition>,
  typed: { readonly posted: PostedOffer; readonly errors: Readonly<Record<string, string>> },
): Promise<Html> {
  const { context } = visit;
  const view = atPage(visit.view, page.path);
  const t = offerTexts(view.language);
  const form = formOf(typed.posted, typed.errors);
  const key = textOf(typed.posted, 'order_key') || context.ids.token();
  return officePage(view, {
    title: page.title,
    hasErrors: Object.keys(typed.errors).length > 0,
    content: html`${errorSummary(view, typed.errors)}
      <p><a href="${href(view.office.to(page.back))}">${t('back')}</a></p>
      ${pageHeading(page.title, page.lead)}
      ${postForm(
        view,
        view.office.to(page.path),
        html`${hiddenField('order_key', key)}
          ${page.section.fields(view, form, await offerFacts(visit))}
          ${actions(button(t('put_up')))}`,
      )}`,
  });
}

function idOf(
  visit: StaffVisit,
  posted: PostedOffer,
): { readonly id: string } | { readonly errors: Record<string, string> } {
  const typed = textOf(posted, 'id');
  if (typed === '')
    return { id: slugFrom(inLanguage(wordsOf(posted, 'name') ?? {}, visit.view.language)) };
  if (slugName.safeParse(typed).success) return { id: typed };
  return { errors: { id: sectionTexts(visit.view.language)('id_wrong') } };
}

function servicePageOf(visit: StaffVisit): NewPage<ServiceDefinition> {
  const t = offerTexts(visit.view.language);
  return {
    section: serviceNames,
    title: t('new_service'),
    lead: t('new_service_lead'),
    path: '/services/new_service',
    back: '/services',
  };
}

export async function showNewService(visit: StaffVisit): Promise<FastifyReply> {
  demandAll(visit);
  const nothing = { posted: { category: 'other' }, errors: {} };
  return sendPage(visit.reply, await newPage(visit, servicePageOf(visit), nothing));
}

export async function postNewService(visit: StaffVisit): Promise<FastifyReply> {
  demandAll(visit);
  const { context, organisation, request, reply, view, actor, site } = visit;
  const posted = readPosted(request.body);
  const named = idOf(visit, posted);
  const judged = judgeChanges(view, serviceNames, serviceDefinition, { before: {}, posted });
  if (judged.kind === 'bad' || 'errors' in named) {
    const errors = {
      ...(judged.kind === 'bad' && judged.errors),
      ...('errors' in named && named.errors),
    };
    return sendPage(
      reply.status(422),
      await newPage(visit, servicePageOf(visit), { posted, errors }),
    );
  }
  const order = { actor, key: orderKeyOf(site, request) };
  const given = { id: named.id, definition: judged.definition };
  const id = await newService(context, organisation, given, order);
  return reply.redirect(view.office.to(`/services/${id}?done=made`), 303);
}

function chargePageOf(
  visit: StaffVisit,
  serviceId: string,
  kind: Kind,
): NewPage<NewChargeType['definition']> {
  const t = offerTexts(visit.view.language);
  return {
    section: chargeNames,
    title: t(`new_${kind}`),
    lead: t(`new_${kind}_lead`),
    path: `/services/${serviceId}/new/${kind}`,
    back: `/services/${serviceId}`,
  };
}

export async function showNewCharge(visit: StaffVisit, kind: Kind): Promise<FastifyReply> {
  const service = await serviceOf(visit);
  const page = chargePageOf(visit, service.id, kind);
  return sendPage(visit.reply, await newPage(visit, page, { posted: {}, errors: {} }));
}

/** Of any amount until somebody says another rule: a draft that nobody can pay yet. */
const anyAmount = { kind: 'free', currency: 'EUR', least: '1.00', most: '1000.00' } as const;

export async function postNewCharge(visit: StaffVisit, kind: Kind): Promise<FastifyReply> {
  const { context, organisation, request, reply, view, actor, site } = visit;
  const service = await serviceOf(visit);
  const posted = readPosted(request.body);
  const named = idOf(visit, posted);
  const given = { before: kind === 'free' ? { amount: anyAmount } : {}, posted };
  const free = judgeChanges(
    view,
    chargeNames,
    kind === 'free' ? freeDefinition : duesDefinition,
    given,
  );
  if (free.kind === 'bad' || 'errors' in named) {
    const errors = {
      ...(free.kind === 'bad' && free.errors),
      ...('errors' in named && named.errors),
    };
    const page = chargePageOf(visit, service.id, kind);
    return sendPage(reply.status(422), await newPage(visit, page, { posted, errors }));
  }
  const order = { actor, key: orderKeyOf(site, request) };
  const common = { id: named.id, serviceId: service.id };
  const made: NewChargeType =
    kind === 'free'
      ? { ...common, kind, definition: freeDefinition.parse(free.definition) }
      : { ...common, kind, definition: duesDefinition.parse(free.definition) };
  const id = await newChargeType(context, organisation, made, order);
  return reply.redirect(
    view.office.to(`${chargePath({ id, serviceId: service.id })}?done=made`),
    303,
  );
}
