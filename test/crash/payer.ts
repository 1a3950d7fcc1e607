/** A payer with a browser of their own: cookies, forms and redirects over real HTTP, and nothing else. */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

export type Payer = {
  readonly get: (address: string) => Promise<Page>;
  /** Posts a form with the token of the page that was seen last. */
  readonly post: (address: string, fields?: Readonly<Record<string, string>>) => Promise<Page>;
  /** Another tab of the same browser, which may reach another process of the portal. */
  readonly tab: (portalUrl: string) => Payer;
};

export type Page = {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
};

export function createPayer(portalUrl: string, known = { cookie: '', token: '' }): Payer {
  let { cookie, token } = known;
  const call = async (address: string, body: URLSearchParams | null): Promise<Page> => {
    const answer = await fetch(new URL(address, portalUrl), {
      method: body === null ? 'GET' : 'POST',
      headers: cookie === '' ? {} : { cookie },
      ...(body && { body }),
      redirect: 'manual',
    });
    const text = await answer.text();
    const given = answer.headers.getSetCookie().find((each) => each.startsWith('saldo='));
    if (given !== undefined) cookie = given.split(';')[0] ?? '';
    token = /name="form_token" value="([^"]+)"/.exec(text)?.[1] ?? token;
    return { status: answer.status, location: answer.headers.get('location'), text };
  };
  return {
    get: (address) => call(address, null),
    tab: (otherUrl) => createPayer(otherUrl, { cookie, token }),
    post: (address, fields = {}) =>
      call(address, new URLSearchParams({ form_token: token, ...fields })),
  };
}

/** What the payer was told, and may therefore rely on. */
export type Acknowledged = {
  payment: string | null;
  /** Sessions of the provider that the payer was sent to. */
  readonly sessions: Set<string>;
  isPaid: boolean;
};

export function nothingAcknowledged(): Acknowledged {
  return { payment: null, sessions: new Set(), isPaid: false };
}

export type Plan = {
  readonly invoice: string;
  readonly card: string;
  readonly acknowledged: Acknowledged;
  /** Lets time pass for what waits. */
  readonly passTime: () => Promise<void>;
  /** Closes the browser on the provider's page instead of coming back. */
  readonly staysAway?: boolean;
  /** Gives up once before paying. */
  readonly cancelsFirst?: boolean;
};

const stateAnswer = z.object({ state: z.string() });
const longestWaitMs = 45_000;
const card = { holder: 'Maria Rossi', expiry: '12/39', code: '123', email: '' };

/**
 * Does what the pages offer until they say that the invoice is paid, as a payer would.
 *
 * @throws whatever `fetch` throws when the portal is gone
 */
export async function payInvoice(payer: Payer, plan: Plan): Promise<void> {
  const started = performance.now();
  let toCancel = plan.cancelsFirst === true;
  while (performance.now() - started < longestWaitMs) {
    const payment = await openPayment(payer, plan);
    if (payment === 'paid') return;
    if (payment === 'busy') {
      await delay(100);
      continue;
    }
    const { state } = stateAnswer.parse(JSON.parse((await payer.get(`${payment}/state`)).text));
    if (state.startsWith('paid')) {
      plan.acknowledged.isPaid = true;
      return;
    }
    if (toCancel && state === 'at_provider') {
      await payer.get(payment);
      await payer.post(`${payment}/cancel`);
      toCancel = false;
    } else if (['choose', 'refused', 'cancelled', 'expired', 'at_provider'].includes(state)) {
      const page = await pageOfProvider(payer, payment, plan.acknowledged);
      if (page === null || toCancel) continue;
      const { location } = await payer.post(page, { ...card, number: plan.card });
      if (plan.staysAway === true) return;
      if (location?.endsWith('/return')) await payer.get(location);
    } else {
      await plan.passTime();
      await delay(50);
    }
  }
  throw new Error('the invoice was not paid in time');
}

/** @returns the address of the payment, that there is nothing to pay, or that somebody else is paying */
async function openPayment(payer: Payer, { invoice, acknowledged }: Plan): Promise<string> {
  await payer.get(invoice);
  const begun = await payer.post(`${invoice}/pay`);
  if (begun.location?.includes('/payments/')) {
    acknowledged.payment = begun.location;
    return begun.location;
  }
  const { text } = await payer.get(invoice);
  const going = /\/[a-z-]+\/payments\/[a-z0-9]+/.exec(text)?.[0];
  if (going !== undefined) return going;
  if (text.includes(`${invoice}/open`)) {
    acknowledged.isPaid = true;
    return 'paid';
  }
  if (begun.status === 303) return 'busy';
  throw new Error(`the invoice cannot be paid: ${begun.status} ${begun.text}`);
}

const providerPage = /http:\/\/127\.0\.0\.1:\d+\/pay\/[A-Za-z0-9_]+/;

/** Goes to the hosted page that is open, or starts one. */
async function pageOfProvider(
  payer: Payer,
  payment: string,
  acknowledged: Acknowledged,
): Promise<string | null> {
  const { text } = await payer.get(`${payment}?choose=1`);
  const open = providerPage.exec(text)?.[0];
  const choice = { method: 'card', terms: 'yes', email: 'maria.rossi@example.com' };
  const page = open ?? (await payer.post(`${payment}/start`, choice)).location;
  if (!page || !providerPage.test(page)) return null;
  acknowledged.sessions.add(page.split('/').at(-1) ?? '');
  return page;
}
