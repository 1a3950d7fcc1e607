/** Payments at a provider that answers nonsense: nobody waits for ever, no money appears, nothing breaks. */
import { setTimeout as wait } from 'node:timers/promises';
import { money } from '../../../src/core/money.ts';
import { Refusal } from '../../../src/core/errors.ts';
import { insertDue } from '../../../src/dues/index.ts';
import {
  askProvider,
  createPayment,
  findAttempts,
  startAttempt,
} from '../../../src/payments/index.ts';
import { callProvider } from '../../../src/providers/http.ts';
import { createProviders } from '../../../src/providers/registry.ts';
import { randomFrom } from '../random.ts';
import { startStopwatch } from '../stopwatch.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Found, Tally } from '../tally.ts';
import { hostileAnswer, oddAnswer, type WireAnswer } from './hostile-answers.ts';
import { watchMemory } from '../watch-memory.ts';
import {
  heavyManners,
  manners,
  startHostileServer,
  type HostileServer,
  type Manner,
} from './hostile-server.ts';

/** Ten seconds are promised; the rest is for a machine that others use too. */
const longestMs = 15_000;
const mostGrownMb = 256;

/** F46: those manners that take memory, which must not take more than is allowed. */
export async function fuzzHeavyManners(tally: Tally): Promise<void> {
  for (const [name, manner] of Object.entries(heavyManners)) {
    const watch = watchMemory();
    await tryManner(tally, name, manner);
    const grown = watch.stop();
    if (grown <= mostGrownMb) continue;
    await tally.failure({ kind: 'fuzz_crashes', message: `${name}: took ${grown} MB` });
  }
}

/** F46: of each other manner one; most of the time nothing is done but waiting. */
export async function fuzzManners(tally: Tally): Promise<void> {
  const all = Object.entries(manners);
  await Promise.all(all.map(([name, manner]) => tryManner(tally, name, manner)));
}

async function tryManner(tally: Tally, name: string, manner: Manner): Promise<void> {
  const server = await startHostileServer();
  server.answer = manner;
  try {
    await callOnce(tally, server, name);
  } finally {
    await server.close();
  }
}

async function callOnce(tally: Tally, server: HostileServer, name: string): Promise<void> {
  tally.importerInput();
  tally.fault('F46');
  const stopwatch = startStopwatch();
  const call = callProvider({ method: 'GET', url: new URL(server.url), headers: {} });
  const answer = await Promise.race([call, wait(longestMs, null, { ref: false })]);
  const took = stopwatch();
  if (answer === null) {
    await tally.failure({
      kind: 'fuzz_timeouts',
      message: `${name}: waited for more than ${took} ms`,
    });
  } else if (answer.kind === 'answered' && isBelieved(answer.json)) {
    await tally.failure({ kind: 'fuzz_answer', message: `${name}: taken for an answer` });
  }
}

/** `{}` is JSON, and says nothing. */
function isBelieved(json: unknown): boolean {
  return json !== undefined && JSON.stringify(json) !== '{}';
}

/** A payment from its start to what its provider says of it, with answers of all kinds. */
export async function fuzzPayments(
  tally: Tally,
  surroundings: Surroundings,
  inputs: { readonly seed: number; readonly count: number },
): Promise<void> {
  const server = await startHostileServer();
  const providers = createProviders({ sandboxUrl: server.url });
  const there = { ...surroundings, context: { ...surroundings.context, providers } };
  try {
    for (let index = 0; index < inputs.count; index += 1) {
      tally.importerInput();
      tally.fault('F46');
      const random = randomFrom(inputs.seed, 'payment', index);
      const wire = random.once(4) ? hostileAnswer(random) : oddAnswer(random);
      const found = await payWith(there, server, wire).catch((error: unknown) =>
        faultOf(error, wire),
      );
      if (found) await tally.failure(found);
    }
  } finally {
    await server.close();
  }
}

/** A refusal is an answer like another. */
function faultOf(error: unknown, { status, text }: WireAnswer): Found | null {
  if (error instanceof Refusal) return null;
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = `a payment failed: ${reason}\nby ${status} ${text.slice(0, 1000)}`;
  return { kind: 'fuzz_crashes', about: String(error), message };
}

/** @returns null: nothing was wrong with it */
async function payWith(
  { context, organisation }: Surroundings,
  server: HostileServer,
  wire: WireAnswer,
): Promise<null> {
  const dueId = context.ids.next('due');
  const due = {
    id: dueId,
    invoiceId: null,
    position: 1,
    service: 'invoices',
    reason: 'Mensa',
  } as const;
  const more = { amount: money(1250n, 'EUR'), dueOn: null, collectable: 'by_payer' } as const;
  await context.database.transaction((transaction) =>
    insertDue(transaction, organisation.id, { ...due, ...more }, context.clock.now()),
  );
  const choice = { dueIds: [dueId], visitor: 'fuzz', language: 'it' } as const;
  const { payment } = await createPayment(context, organisation, choice);
  const reference = { attemptId: '', charges: 0 };
  server.answer = (response, body) => {
    reference.attemptId = /att_\w{26}/.exec(body)?.[0] ?? reference.attemptId;
    response.statusCode = wire.status;
    response.end(
      wire.text
        .replaceAll('att_01k9', reference.attemptId)
        .replaceAll('ses_1', `ses_${reference.attemptId}`)
        .replaceAll('http://127.0.0.1:3001', server.url),
    );
  };
  const how = { method: 'card', email: null, language: 'it', termsAccepted: true } as const;
  await startAttempt(context, organisation, payment, how);
  const [attempt] = await findAttempts(context.database, organisation.id, [payment.id]);
  if (attempt) await askProvider(context, organisation, attempt, 'provider');
  return null;
}
