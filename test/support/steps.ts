/** The steps that most stories have in common, in the words of the English pages. */
import type { Page } from './page.ts';
import type { Tab } from './payer.ts';
import type { TestPortal } from './portal.ts';
import { until } from './until.ts';

export const cards = {
  visa: '4242 4242 4242 4242',
  mastercard: '5555 5555 5555 4444',
  authenticated: '4000 0025 0000 3155',
  declined: '4000 0000 0000 0002',
  noFunds: '4000 0000 0000 9995',
  expired: '4000 0000 0000 0069',
  wrongCode: '4000 0000 0000 0127',
  processingError: '4000 0000 0000 0119',
  disputed: '4000 0000 0000 0259',
  silentThenSuccess: '4000 0000 0000 1976',
  silentThenFailure: '4000 0000 0000 1984',
  amex: '3782 822463 10005',
} as const;

/** Settings of the sandbox: the outcome of a silent card stays unknown until `endSilence`, however slow the machine is. */
export const longSilence = { silence_ms: 60_000, silence_hang_ms: 100 } as const;

/** Moves the sandbox on, so that silent cards speak. */
export async function endSilence(portal: Pick<TestPortal, 'control'>): Promise<void> {
  await portal.control('POST', '/clock', { advance_ms: longSilence.silence_ms });
}

/** From the invoice's page to the provider's. */
export async function goToProvider(tab: Tab, address: string, email = ''): Promise<Page> {
  await tab.open(address);
  await tab.press('Pay');
  return confirm(tab, email);
}

/** From the choice of method to the provider's page. */
export async function confirm(tab: Tab, email = ''): Promise<Page> {
  if (email !== '') tab.fill('E-mail for the receipt', email);
  tab.tick('I have read and accept');
  const page = await tab.press('Pay ');
  if (page.heading !== 'We are preparing the payment') return page;
  // The provider answers late; the page says so, and leads on as soon as it can.
  await until('the provider to answer', async () => {
    const { heading } = await tab.reload();
    return heading !== 'We are preparing the payment';
  });
  return tab.follow('Go to the payment site');
}

/** Types a card on the provider's page and comes back. */
export async function payWith(tab: Tab, card: string): Promise<Page> {
  tab.fill('Card number', card);
  tab.fill('Name on the card', 'Maria Rossi');
  tab.fill('Expiry date', '09/39');
  tab.fill('Security code', '123');
  return tab.press('Pay ');
}

/** Loads the page again until it says so, as a payer would or the page by itself. */
export async function reloadUntil(tab: Tab, saying: string, withinMs?: number): Promise<Page> {
  return until(
    `"${saying}" on ${tab.page().address}`,
    async () => {
      const page = await tab.reload();
      return `${page.heading} ${page.text}`.includes(saying) && page;
    },
    withinMs,
  );
}

/** Pays an invoice from its page to the receipt with a card that is accepted. */
export async function payInvoice(
  tab: Tab,
  address: string,
  how: { readonly email?: string; readonly card?: string } = {},
): Promise<Page> {
  await goToProvider(tab, address, how.email);
  await payWith(tab, how.card ?? cards.visa);
  return reloadUntil(tab, 'Receipt number');
}
