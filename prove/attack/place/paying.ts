/** The way of an honest payer, as far as an attack needs it: begun, at the provider, paid, with a receipt. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { until } from '../../../test/support/until.ts';
import { leadsTo } from './answer.ts';
import type { Place } from './place.ts';
import type { Owed, Town } from './town.ts';
import { arrive, type Visitor } from './visitor.ts';

export const goodCard = '4242424242424242';
export const payerMail = 'maria.rossi@example.com';

export type Begun = {
  readonly visitor: Visitor;
  readonly owed: Owed;
  /** The payment's page. */
  readonly path: string;
  readonly token: string;
};

export type Started = Begun & { readonly session: string };

/** @returns the payment's page */
export async function begin(place: Place, town: Town, given?: Owed): Promise<Begun> {
  const owed = given ?? (await town.owe());
  const visitor = await arrive(place.visitor(), owed.path);
  const answer = await visitor.post(
    `${owed.path}/pay`,
    owed.dueIds.map((id) => ['due', id]),
  );
  const path = leadsTo(answer);
  assert.match(path, /\/payments\//, 'a payment begins');
  return { visitor, owed, path, token: path.split('/').at(-1) ?? '' };
}

export const choice = { method: 'card', terms: 'yes', email: payerMail };

/** @returns the session at the provider, whose page is open now */
export async function start(place: Place, town: Town, given?: Owed): Promise<Started> {
  const begun = await begin(place, town, given);
  const answer = await begun.visitor.post(`${begun.path}/start`, choice);
  const session = sessionOf(leadsTo(answer));
  assert(session, `the provider's page opens: ${answer.status} ${leadsTo(answer)}`);
  return { ...begun, session };
}

export function sessionOf(address: string): string | undefined {
  return /\/pay\/(ses_\w+)/.exec(address)?.[1] ?? /\/pay\/(\w+)/.exec(address)?.[1];
}

/** Types a card into the provider's page. */
export async function payAtProvider(place: Place, session: string, card = goodCard): Promise<void> {
  await place.sandbox.control('POST', `/sessions/${session}/pay`, { card });
}

const stateAnswer = z.object({ state: z.string() });

export async function stateOf(visitor: Visitor, path: string): Promise<string> {
  const answer = await visitor.get(`${path}/state`);
  return stateAnswer.parse(JSON.parse(answer.text)).state;
}

/** @returns a payment whose receipt has been issued */
export async function pay(place: Place, town: Town, given?: Owed): Promise<Started> {
  const started = await start(place, town, given);
  await payAtProvider(place, started.session);
  await started.visitor.get(`${started.path}/return`);
  await until(`the receipt of ${started.path}`, async () => {
    const answer = await started.visitor.get(`${started.path}/receipt`);
    return answer.status === 200;
  });
  return started;
}
