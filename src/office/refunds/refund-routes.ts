/** Giving a paid payment back, line by line, with a last look before the money leaves. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { requestRefund } from '../../payments/index.ts';
import type { FieldValues } from '../../web/components/field.ts';
import { readForm } from '../../web/form.ts';
import { addressPart, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import { atPage, deedOr } from '../acting/deed.ts';
import { newForm } from '../acting/form-parts.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { readRefund, refundableOf, type Refundable } from './refund-facts.ts';
import { refundCheckPage, refundPage } from './refund-pages.ts';

const permission = 'refund';
const path = '/payments/:payment/refund';

export const refundRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path, permission, handle: show },
  { method: 'POST', path: `${path}/check`, permission, handle: check },
  { method: 'POST', path, permission, handle: giveBack },
];

async function show(visit: StaffVisit): Promise<FastifyReply> {
  const { request, reply, view, context } = visit;
  const of = await refundableOf(visit, addressPart(request, 'payment'));
  const said = queryText(request, 'done');
  const done = said === 'given' || said === 'proposed' ? said : null;
  return sendPage(reply, refundPage(view, { of, form: newForm(context), done, problem: null }));
}

async function check(visit: StaffVisit): Promise<FastifyReply> {
  const { request, reply } = visit;
  const of = await refundableOf(visit, addressPart(request, 'payment'));
  const view = atPage(visit.view, `/payments/${of.payment.id}/refund`);
  const values = valuesOf(request.body);
  const typed = readRefund(visit, of, values);
  if (typed.kind === 'bad') {
    const form = { values, errors: typed.errors };
    const page = refundPage(view, { of, form, done: null, problem: null });
    return sendPage(reply.status(422), page);
  }
  return sendPage(reply, refundCheckPage(view, { of, typed, values }));
}

async function giveBack(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request } = visit;
  const of = await refundableOf(visit, addressPart(request, 'payment'));
  const here = `/payments/${of.payment.id}/refund`;
  const values = valuesOf(request.body);
  const again = async (problem: string | null, shown: Refundable, errors = {}) =>
    refundPage(atPage(visit.view, here), {
      of: shown,
      form: { values: { ...values, ...newForm(context).values }, errors },
      done: null,
      problem,
    });
  const key = values['order_key'] ?? '';
  const typed = readRefund(visit, of, values);
  if (typed.kind === 'bad') {
    return sendPage(visit.reply.status(422), await again(null, of, typed.errors));
  }
  return deedOr(
    visit,
    async () => {
      const { lines, way, reason } = typed;
      const order = { lines, way, reason, actor, key };
      const requested = await requestRefund(context, organisation, of.payment.id, order);
      return `${here}?done=${requested.kind === 'refund' ? 'given' : 'proposed'}`;
    },
    async (problem) => again(problem, await refundableOf(visit, of.payment.id)),
  );
}

function valuesOf(body: unknown): FieldValues {
  const schema = z.record(z.string(), z.string());
  const read = readForm(body, {
    schema,
    message: () => '',
    forgotten: ['confirmation_code', 'passkey'],
  });
  return read.kind === 'good' ? read.values : read.form.values;
}
