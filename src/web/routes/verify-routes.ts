/** Checking a receipt's code, which anybody may do; the answer is true or false, amount and date. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../core/errors.ts';
import { keyedDigest } from '../../core/sealing.ts';
import type { Organisation } from '../../organisations/index.ts';
import { networkOf, tryOnce } from '../../rate-limits/index.ts';
import { verifyReceipt } from '../../receipts/index.ts';
import { emptyForm } from '../components/field.ts';
import { verifyReceiptPage } from '../pages/verify-receipt.ts';
import { postedFields, queryText } from '../posted-fields.ts';
import { sendPage } from '../send-page.ts';
import { organisationOf, viewOf, type Site } from '../site.ts';
import { formErrorTexts } from '../pages/form-errors.texts.ts';

const limit = { most: 60, windowMs: 600_000 };

export function addVerifyRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:organisation/verify', async (request, reply) => {
    const organisation = await organisationOf(site, request);
    // The QR on a receipt leads here with its code.
    const code = queryText(request, 'code');
    if (code !== null) return answer(site, request, reply, organisation, code);
    const view = viewOf(site, request, reply, organisation);
    return sendPage(
      reply,
      verifyReceiptPage(view, { action: view.links.verify, form: emptyForm, answer: null }),
    );
  });
  app.post('/:organisation/verify', async (request, reply) => {
    const organisation = await organisationOf(site, request);
    const { code } = postedFields(request.body);
    return answer(site, request, reply, organisation, typeof code === 'string' ? code : '');
  });
}

async function answer(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  organisation: Organisation,
  given: string,
): Promise<FastifyReply> {
  const view = viewOf(site, request, reply, organisation);
  const typed = given.slice(0, 100).trim();
  const page = { action: view.links.verify, form: { values: { code: typed }, errors: {} } };
  if (typed === '') {
    const form = { values: {}, errors: { code: formErrorTexts(view.language)('code_missing') } };
    return sendPage(reply.status(422), verifyReceiptPage(view, { ...page, form, answer: null }));
  }
  const bucket = `verify:${organisation.id}:${keyedDigest(site.context.key, 'rate-limit', networkOf(request.ip))}`;
  if (!(await tryOnce(site.context, { bucket, ...limit }))) throw new Refusal('too_many_tries');
  const verification = await verifyReceipt(site.context.database, organisation, typed);
  if (!verification.genuine)
    return sendPage(reply, verifyReceiptPage(view, { ...page, answer: { kind: 'false' } }));
  const { amount, paidOn, returned } = verification;
  const genuine = { kind: 'genuine' as const, amount, paidOn, returned, mode: organisation.mode };
  return sendPage(reply, verifyReceiptPage(view, { ...page, answer: genuine }));
}
