/** A payer as far as the provider's page, with the card typed in and the browser not yet back. */
import { cards } from './cards.ts';
import type { Payer } from './payer.ts';
import type { Scene } from './scene.ts';

const email = 'maria.rossi@example.com';

/** @returns the address of the payment; @throws Error when a step leads nowhere */
export async function payAtProvider(
  payer: Payer,
  invoice: string,
  { chronicle }: Pick<Scene, 'chronicle'>,
): Promise<string> {
  const [, due = ''] = /name="due" value="([^"]+)"/.exec((await payer.get(invoice)).text) ?? [];
  const payment = (await payer.post(`${invoice}/pay`, { due })).location;
  if (payment === null) throw new Error('no payment was begun');
  chronicle.said.payments.add(payment.split('/').at(-1) ?? '');
  await payer.get(payment);
  const choice = { method: 'card', terms: 'yes', email };
  const page = (await payer.post(`${payment}/start`, choice)).location;
  if (page === null) throw new Error('no page was opened at the provider');
  const card = { holder: 'Maria Rossi', number: cards.good, expiry: '12/39', code: '123' };
  await payer.post(page, card);
  return payment;
}
