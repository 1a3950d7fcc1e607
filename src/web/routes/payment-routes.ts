/** The payment's page: one address for its whole life, and what its buttons do. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { askProvider, cancelAttempt, isLive, noteSeen } from '../../payments/index.ts';
import { liveState } from '../pages/payment.ts';
import { queryText } from '../posted-fields.ts';
import type { Site } from '../site.ts';
import { openPayment } from './open-payment.ts';
import { nothingAsked, paymentState } from './payment-state.ts';
import { sendReceipt } from './send-receipt.ts';
import { showPayment } from './show-payment.ts';
import { startPayment } from './start-payment.ts';

export function addPaymentRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:organisation/payments/:token', async (request, reply) => {
    const opened = await openPayment(site, request);
    const { payment, attempts } = opened;
    const justSentTo = queryText(request, 'sent') === '1' ? payment.email : null;
    const live = attempts.find((attempt) => isLive(attempt.state));
    if (live)
      await noteSeen(
        site.context.database,
        opened.organisation.id,
        live.id,
        site.context.clock.now(),
      );
    const asked = {
      ...nothingAsked,
      chooseAgain: queryText(request, 'choose') === '1',
      justSentTo,
    };
    return showPayment(site, request, reply, opened, asked);
  });
  app.get('/:organisation/payments/:token/state', async (request) => {
    const opened = await openPayment(site, request);
    return { state: liveState(await paymentState(site, opened, nothingAsked)) };
  });
  app.post('/:organisation/payments/:token/start', (request, reply) =>
    startPayment(site, request, reply),
  );
  app.post('/:organisation/payments/:token/cancel', (request, reply) =>
    cancel(site, request, reply),
  );
  app.post('/:organisation/payments/:token/retry', async (request, reply) => {
    const { address } = await openPayment(site, request);
    return reply.redirect(`${address}?choose=1`, 303);
  });
  app.post('/:organisation/payments/:token/send', (request, reply) =>
    sendReceipt(site, request, reply),
  );
  // Some providers return by a form post from their site, which carries no cookie of ours.
  for (const method of ['GET', 'POST'] as const) {
    app.route({
      method,
      url: '/:organisation/payments/:token/return',
      config: { csrf: 'exempt' },
      handler: (request, reply) => comeBack(site, request, reply),
    });
  }
}

async function cancel(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { organisation, attempts, address } = await openPayment(site, request);
  const live = attempts.find((attempt) => isLive(attempt.state));
  if (live) await cancelAttempt(site.context, organisation, live, 'payer');
  return reply.redirect(address, 303);
}

/** The payer comes back from the provider; nothing the address says is believed: the provider is asked. */
async function comeBack(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { organisation, attempts, address } = await openPayment(site, request);
  site.context.reach('return.before_ask');
  const live = attempts.find((attempt) => isLive(attempt.state));
  if (live) await askProvider(site.context, organisation, live, 'payer');
  return reply.redirect(address, 303);
}
