/** Asking for assistance: what happened, then the form of its kind, then the request's own page. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../../core/errors.ts';
import type { Organisation } from '../../../organisations/index.ts';
import type { Payment } from '../../../payments/index.ts';
import { openTicket, ticketKinds, type TicketKind } from '../../../tickets/index.ts';
import { addressesOf } from '../../addresses.ts';
import { filesOfTicket } from '../../attachments/read-attachments.ts';
import { emptyForm } from '../../components/field.ts';
import {
  assistanceFormPage,
  type AssistanceForm,
  type AssistanceFormPage,
} from '../../pages/assistance/assistance-form.ts';
import { chooseKindPage } from '../../pages/assistance/choose-kind.ts';
import { orderKeyOf } from '../../order-key.ts';
import { paymentsByTokens } from '../../page-facts.ts';
import { addressPart, postedFields, queryText } from '../../posted-fields.ts';
import { sendPage } from '../../send-page.ts';
import { organisationOf, viewOf, type Site } from '../../site.ts';
import { refuseTooManyRequests } from './assistance-limits.ts';
import { readAssistance, withoutCards } from './read-assistance.ts';

export function addAssistanceRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:organisation/assistance', async (request, reply) => {
    const organisation = await organisationOf(site, request);
    const token = queryText(request, 'payment');
    const payment = await paymentOf(site, organisation, token);
    const query = payment ? `?payment=${payment.accessToken}` : '';
    const addressOf = (kind: TicketKind): string => `${addressOfKind(organisation, kind)}${query}`;
    const view = viewOf(site, request, reply, organisation);
    return sendPage(reply, chooseKindPage(view, { addressOf }));
  });

  app.get('/:organisation/assistance/:kind', async (request, reply) => {
    const organisation = await organisationOf(site, request);
    const kind = kindOf(request);
    const payment = await paymentOf(site, organisation, queryText(request, 'payment'));
    const orderKey = site.context.ids.token();
    const number = queryText(request, 'number')?.slice(0, 60) ?? '';
    const values = withoutCards({ invoice_number: number });
    const form = { ...emptyForm, values, suggestion: null, wrong: [] };
    return show(site, request, reply, organisation, { kind, payment, orderKey, form });
  });

  app.post(
    '/:organisation/assistance/:kind',
    { config: { files: filesOfTicket } },
    (request, reply) => send(site, request, reply),
  );
}

async function send(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const organisation = await organisationOf(site, request);
  const kind = kindOf(request);
  const { payment: token } = postedFields(request.body);
  const payment = await paymentOf(site, organisation, typeof token === 'string' ? token : null);
  const orderKey = orderKeyOf(site, request);
  const { language } = viewOf(site, request, reply, organisation);
  const again = (form: AssistanceForm): Promise<FastifyReply> =>
    show(site, request, reply.status(422), organisation, { kind, payment, orderKey, form });
  const read = await readAssistance(site, request, { organisation, kind, language });
  if (read.kind === 'bad') return again(read.form);
  const { value } = read;
  await refuseTooManyRequests(site, organisation, request.ip, value.email);
  const ticket = await openTicket(site.context, organisation, {
    ...value,
    kind,
    language,
    payment,
    orderKey,
  });
  return reply.redirect(
    `${addressesOf(organisation.slug).ticket(ticket.accessToken)}?done=sent`,
    303,
  );
}

type Shown = Pick<AssistanceFormPage, 'kind' | 'orderKey' | 'form'> & {
  readonly payment: Payment | null;
};

async function show(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  organisation: Organisation,
  { payment, ...shown }: Shown,
): Promise<FastifyReply> {
  const view = viewOf(site, request, reply, organisation);
  const about = payment && {
    token: payment.accessToken,
    id: payment.id,
    amount: payment.total,
    state: payment.state,
  };
  const action = addressOfKind(organisation, shown.kind);
  return sendPage(reply, assistanceFormPage(view, { ...shown, action, payment: about }));
}

function addressOfKind({ slug }: Organisation, kind: TicketKind): string {
  return `${addressesOf(slug).links.assistance}/${kind.replaceAll('_', '-')}`;
}

/** @throws Refusal `not_found` */
function kindOf(request: FastifyRequest): TicketKind {
  const named = addressPart(request, 'kind').replaceAll('-', '_');
  const kind = ticketKinds.find((one) => one === named);
  if (!kind) throw new Refusal('not_found');
  return kind;
}

/** Whoever has a payment's token has the payment; without a right one the form asks for a reference. */
async function paymentOf(
  site: Site,
  organisation: Organisation,
  token: string | null,
): Promise<Payment | null> {
  if (token === null || !/^[0-9a-z]{1,64}$/.test(token)) return null;
  const [payment] = await paymentsByTokens(site, organisation, [token]);
  return payment ?? null;
}
