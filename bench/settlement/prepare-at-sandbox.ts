/** Payments that were paid at the sandbox provider, which says so when it is asked. */
import { createHmac } from 'node:crypto';
import { money } from '../../src/core/money.ts';
import { instant } from '../machine/stopwatch.ts';
import type { Council } from '../town/found-council.ts';
import type { Town } from '../town/open-town.ts';
import { callControl } from '../../test/support/sandbox.ts';
import {
  councilOf,
  eachMinor,
  insertPayments,
  nameOf,
  notification,
  type Preparer,
} from './prepare-payments.ts';
import { sandboxAt } from '../town/sandbox-at.ts';

const atOnce = 16;

export function sandboxPreparer(town: Town, sandboxUrl: string): Preparer {
  return async (councils, batch, count) => {
    const references: string[] = [];
    for (let from = 0; from < count; from += atOnce) {
      const numbers = Array.from({ length: Math.min(atOnce, count - from) }, (_, at) => from + at);
      const paid = numbers.map((number) =>
        payAt(sandboxUrl, councilOf(councils, number), nameOf(batch, number)),
      );
      references.push(...(await Promise.all(paid)));
    }
    await insertPayments(town.owner, councils, batch, references);
    const seconds = Math.floor(instant() / 1000);
    return references.map((reference, number) => {
      const council = councilOf(councils, number);
      const body = eventOf(nameOf(batch, number), reference);
      return notification(council, signatureOf(council, seconds, body), body);
    });
  };
}

/** @returns the sandbox's reference */
async function payAt(sandboxUrl: string, council: Council, name: string): Promise<string> {
  const started = await sandboxAt(sandboxUrl).startAttempt(council.account, {
    attemptId: `att_${name}`,
    amount: money(eachMinor, 'EUR'),
    method: 'card',
    description: 'Bench',
    acceptedBrands: ['visa'],
    language: 'it',
    email: null,
    returnUrl: 'http://127.0.0.1/',
  });
  if (started.kind !== 'action_required') throw new Error(`the sandbox said ${started.kind}`);
  const path = `/sessions/${started.providerReference}/pay`;
  await callControl(sandboxUrl, 'POST', path, { card: '4242424242424242' });
  return started.providerReference;
}

/** As sandbox/README.md says. */
function eventOf(name: string, reference: string): string {
  return JSON.stringify({
    id: `evt_${name}`,
    object: 'event',
    mode: 'test',
    type: 'session.succeeded',
    session: { id: reference, reference: `att_${name}` },
    refund: null,
    dispute: null,
  });
}

function signatureOf({ account }: Council, seconds: number, body: string): Record<string, string> {
  const secret = account.secrets['notification_secret'] ?? '';
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return { 'sandbox-signature': `t=${seconds},v1=${digest}` };
}
