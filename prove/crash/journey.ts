/** One payer's way from the invoice to the receipt, whatever happens to the portal meanwhile. */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Acknowledged } from './acknowledged.ts';
import type { Page, Payer } from './payer.ts';

export type Journey = {
  /** The address of the invoice's page. */
  readonly invoice: string;
  /** Typed one after the other, one for each page of the provider; the last again and again. */
  readonly cards: readonly string[];
  /** Turns back once at the provider's page before paying. */
  readonly cancelsFirst?: boolean;
  /** Closes the browser on the provider's page instead of coming back. */
  readonly staysAway?: boolean;
  readonly sendsReceiptAgain?: boolean;
  readonly said: Acknowledged;
  /** Lets time pass for what waits. */
  readonly passTime: () => Promise<void>;
  /** The whole of it ends before. */
  readonly patience: AbortSignal;
};

/** @returns the token of the payment that paid; @throws Error when it takes too long */
export async function payInvoice(payer: Payer, journey: Journey): Promise<string> {
  const { said, patience } = journey;
  const plans = { cards: [...journey.cards], toCancel: journey.cancelsFirst === true };
  let payment: string | null = null;
  let last = 'nothing';
  while (!patience.aborted) {
    payment ??= await openPayment(payer, journey);
    last = payment === null ? 'somebody else pays' : await stateOf(payer, payment);
    if (payment !== null && last.startsWith('paid')) {
      said.paid.add(tokenOf(payment));
      await takeReceipt(payer, payment, journey);
      return tokenOf(payment);
    }
    const isOurTurn = payment !== null && ourTurn.has(last);
    if (!isOurTurn) await journey.passTime();
    // Who cannot go on looks at the invoice again: somebody else may have paid it.
    if (payment === null || (isOurTurn && !(await goOn(payer, payment, last, journey, plans)))) {
      payment = null;
    }
    await delay(pauseMs);
  }
  throw new Error(`the invoice was not paid in time: ${last}`);
}

const pauseMs = 80;
const ourTurn = new Set(['choose', 'refused', 'cancelled', 'expired', 'at_provider']);

/** One step of a payer whose turn it is. @returns false when there is nothing to be done here */
async function goOn(
  payer: Payer,
  payment: string,
  state: string,
  journey: Journey,
  plans: { readonly cards: string[]; toCancel: boolean },
): Promise<boolean> {
  if (plans.toCancel && state === 'at_provider') {
    await payer.get(payment);
    await payer.post(`${payment}/cancel`);
    plans.toCancel = false;
    return true;
  }
  const page = await pageOfProvider(payer, payment, journey.said);
  if (page === null) return false;
  if (plans.toCancel) return true;
  const card = plans.cards.length > 1 ? plans.cards.shift() : plans.cards[0];
  const staysAway = journey.staysAway === true;
  await typeCard(payer, page, card ?? '', staysAway);
  if (staysAway) await comeBackLater(payer, payment, journey);
  return true;
}

function tokenOf(payment: string): string {
  return payment.split('/').at(-1) ?? '';
}

const stateAnswer = z.object({ state: z.string() });

async function stateOf(payer: Payer, payment: string): Promise<string> {
  const { status, text } = await payer.get(`${payment}/state`);
  return status === 200 ? stateAnswer.parse(JSON.parse(text)).state : `answered ${status}`;
}

/** @returns the address of the payment, or null while it cannot be had */
async function openPayment(payer: Payer, { invoice, said }: Journey): Promise<string | null> {
  const [, due] = /name="due" value="([^"]+)"/.exec((await payer.get(invoice)).text) ?? [];
  const begun = await payer.post(`${invoice}/pay`, due === undefined ? {} : { due });
  if (begun.location?.includes('/payments/')) {
    said.payments.add(tokenOf(begun.location));
    return begun.location;
  }
  const { text } = await payer.get(invoice);
  return /\/[a-z-]+\/payments\/[a-z0-9]+/.exec(text)?.[0] ?? (await openPaid(payer, invoice, text));
}

/** A paid invoice opens its payment to whoever knows the address that was used. */
async function openPaid(payer: Payer, invoice: string, text: string): Promise<string | null> {
  if (!text.includes(`${invoice}/open`)) return null;
  return (await payer.post(`${invoice}/open`, { proof: email })).location;
}

const email = 'maria.rossi@example.com';
const providerPage = /http:\/\/127\.0\.0\.1:\d+\/pay\/[A-Za-z0-9_]+/;

/** Goes to the hosted page that is open, or starts one. */
async function pageOfProvider(
  payer: Payer,
  payment: string,
  said: Acknowledged,
): Promise<string | null> {
  const { text } = await payer.get(`${payment}?choose=1`);
  const open = providerPage.exec(text)?.[0];
  const choice = { method: 'card', terms: 'yes', email };
  const page = open ?? (await payer.post(`${payment}/start`, choice)).location;
  if (!page || !providerPage.test(page)) return null;
  said.sessions.add(tokenOf(page));
  return page;
}

async function typeCard(
  payer: Payer,
  page: string,
  number: string,
  staysAway: boolean,
): Promise<void> {
  const card = { holder: 'Maria Rossi', number, expiry: '12/39', code: '123' };
  let answer: Page = await payer.post(page, card);
  if (answer.location?.endsWith('/authentication')) {
    answer = await payer.post(`${page}/authentication`, { answer: 'approve' });
  }
  if (!staysAway && answer.location?.endsWith('/return')) await payer.get(answer.location);
}

/** Nobody looks at the portal until the money is known there: notification or question must do. */
async function comeBackLater(payer: Payer, payment: string, journey: Journey): Promise<void> {
  while (!journey.patience.aborted) {
    await journey.passTime();
    await delay(pauseMs);
    const state = await stateOf(payer, payment);
    if (state !== 'at_provider' && state !== 'processing' && state !== 'unknown') return;
  }
}

/** Waits for the receipt, looks at it, and has it sent again where the journey says so. */
async function takeReceipt(payer: Payer, payment: string, journey: Journey): Promise<void> {
  const { said, patience } = journey;
  const token = tokenOf(payment);
  while (!(await stateOf(payer, payment)).endsWith('_with_receipt')) {
    if (patience.aborted) throw new Error('the receipt was not there in time');
    await delay(pauseMs);
  }
  const { status } = await payer.get(`${payment}/receipt`);
  if (status === 200) said.receipts.add(token);
  if (journey.sendsReceiptAgain !== true) return;
  await payer.get(payment);
  const again = await payer.post(`${payment}/send`, { email });
  if (again.status === 303) said.sentAgain.set(token, (said.sentAgain.get(token) ?? 0) + 1);
}
