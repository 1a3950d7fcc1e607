/** The help pages, the manual, and the opinions that their readers give. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../core/errors.ts';
import { keyedDigest } from '../../core/sealing.ts';
import { giveOpinion } from '../../opinions/index.ts';
import { openingAt, type Organisation } from '../../organisations/index.ts';
import { networkOf, tryOnce } from '../../rate-limits/index.ts';
import { addressesOf } from '../addresses.ts';
import { attachmentTexts } from '../attachments/attachments.texts.ts';
import { holdsCardNumber } from '../card-number-guard.ts';
import { emptyForm, type FilledForm } from '../components/field.ts';
import type { Contacts } from '../pages/help/contacts.ts';
import { helpPage, questionPage } from '../pages/help/help.ts';
import { manualPage } from '../pages/help/manual.ts';
import { mostOpinionWords, type AskedOpinion } from '../pages/help/opinion.ts';
import { helpQuestions, type HelpQuestion } from '../pages/help/questions.ts';
import { addressPart, postedFields, queryText } from '../posted-fields.ts';
import { sendPage } from '../send-page.ts';
import { organisationOf, viewOf, type Site } from '../site.ts';

const limit = { most: 30, windowMs: 3_600_000 };

/** A help page by the name that its opinions are kept under. */
type Page =
  { readonly name: 'help' | 'manual' } | { readonly name: string; readonly question: HelpQuestion };

export function addHelpRoutes(app: FastifyInstance, site: Site): void {
  const add = (path: string, pageOf: (request: FastifyRequest) => Page): void => {
    for (const start of ['', '/:organisation']) {
      app.get(`${start}${path}`, async (request, reply) => {
        const organisation = start === '' ? null : await organisationOf(site, request);
        const isGiven = queryText(request, 'opinion') === 'given';
        const shown = { form: emptyForm, isGiven };
        return show(site, request, reply, { organisation, page: pageOf(request), shown });
      });
    }
  };
  add('/help', () => ({ name: 'help' }));
  add('/manual', () => ({ name: 'manual' }));
  add('/help/:question', (request) => pageNamed(addressPart(request, 'question'), false));
  app.post('/:organisation/opinions/:page', (request, reply) => keep(site, request, reply));
}

/** @throws Refusal `not_found` */
function pageNamed(name: string, isOfOpinion: boolean): Page {
  if (isOfOpinion && (name === 'help' || name === 'manual')) return { name };
  const question = helpQuestions.find((one) => one.slug === name);
  if (!question) throw new Refusal('not_found');
  return { name, question };
}

type Shown = Pick<AskedOpinion, 'form' | 'isGiven'>;

async function show(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  {
    organisation,
    page,
    shown,
  }: {
    readonly organisation: Organisation | null;
    readonly page: Page;
    readonly shown: Shown;
  },
): Promise<FastifyReply> {
  const view = viewOf(site, request, reply, organisation);
  const action = organisation && `/${organisation.slug}/opinions/${page.name}`;
  const opinion = action === null ? null : { ...shown, action };
  if ('question' in page) {
    return sendPage(reply, questionPage(view, { question: page.question, opinion }));
  }
  if (page.name === 'manual') {
    const acceptedBrands = organisation?.settings.methods.card?.brands ?? [];
    return sendPage(reply, manualPage(view, { acceptedBrands, opinion }));
  }
  const contacts = contactsOf(organisation, site.context.clock.now());
  return sendPage(reply, helpPage(view, { contacts, opinion }));
}

function contactsOf(organisation: Organisation | null, now: Date): Contacts {
  const settings = organisation?.settings;
  const lines = settings?.contact_lines ?? [];
  return {
    email: settings?.contact.email ?? null,
    phone: settings?.contact.phone ?? null,
    hours: settings?.contact.hours ?? null,
    address: settings?.address ?? null,
    lines: lines.map((line) => ({
      audience: line.audience,
      email: line.email ?? null,
      phone: line.phone ?? null,
      hours: line.hours,
      opening: openingAt(line.hours, settings?.time_zone ?? 'UTC', now),
    })),
  };
}

async function keep(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const organisation = await organisationOf(site, request);
  const page = pageNamed(addressPart(request, 'page'), true);
  const { language } = viewOf(site, request, reply, organisation);
  const { helped, words: typed } = postedFields(request.body);
  const words = typeof typed === 'string' ? typed.slice(0, mostOpinionWords).trim() : '';
  const again = (form: FilledForm): Promise<FastifyReply> =>
    show(site, request, reply.status(422), { organisation, page, shown: { form, isGiven: false } });
  if (holdsCardNumber(words)) {
    return again({ values: {}, errors: { words: attachmentTexts(language)('card_number') } });
  }
  if (helped !== 'yes' && helped !== 'no') throw new Refusal('input_invalid');
  const digest = keyedDigest(site.context.key, 'rate-limit', networkOf(request.ip));
  const bucket = `opinion:${organisation.id}:${digest}`;
  if (!(await tryOnce(site.context, { bucket, ...limit }))) throw new Refusal('too_many_tries');
  await giveOpinion(site.context, organisation, {
    page: page.name,
    language,
    helped: helped === 'yes',
    words: words || null,
  });
  return reply.redirect(`${addressOf(organisation, page)}?opinion=given`, 303);
}

function addressOf({ slug }: Organisation, page: Page): string {
  const { links } = addressesOf(slug);
  if ('question' in page) return `${links.help}/${page.name}`;
  return page.name === 'manual' ? links.manual : links.help;
}
