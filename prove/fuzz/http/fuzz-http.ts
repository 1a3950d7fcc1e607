/** Sends thousands of wrong and right requests to every route; each is answered, soon, and says nothing it must not. */
import { checkInvariants } from '../../../src/invariants/index.ts';
import { randomFrom } from '../random.ts';
import { startStopwatch } from '../stopwatch.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Tally } from '../tally.ts';
import { employClerk } from './clerk.ts';
import { learnFields, learnOffice, learnPage, type KnownFields } from './form-fields.ts';
import { judgeAnswer, type Answer } from './judge-answer.ts';
import type { Site } from './open-site.ts';
import { isOfOffice, randomRequest, type FuzzRequest } from './requests.ts';
import { buildTown } from './town.ts';

const longestMs = 2000;
/** Requests change the town; after so many there is a new one. */
const requestsPerTown = 750;
const toldEach = 1000;

export async function fuzzHttp(
  tally: Tally,
  surroundings: Surroundings,
  site: Site,
  inputs: {
    readonly seed: number;
    readonly requests: number;
    readonly progress: (line: string) => void;
  },
): Promise<void> {
  const fields: KnownFields = new Map();
  const { accountId } = surroundings;
  const hits = new Map<string, number>();
  let town = await buildTown(surroundings, site.app, 0);
  await learnFields(site, town, fields);
  let clerk = await employClerk(surroundings, site.app, 0);
  await learnOffice(site, clerk, fields);
  for (let index = 0; index < inputs.requests; index += 1) {
    if (index > 0 && index % requestsPerTown === 0) {
      town = await buildTown(surroundings, site.app, index);
      await learnFields(site, town, fields);
      clerk = await employClerk(surroundings, site.app, index);
      await learnOffice(site, clerk, fields);
    }
    const random = randomFrom(inputs.seed, 'http', index);
    const surface = { routes: site.routes, town, clerk, fields, accountId };
    const request = randomRequest(random, surface);
    if (isOfOffice({ path: request.route })) await clerk.wake();
    hits.set(request.route, (hits.get(request.route) ?? 0) + 1);
    const answer = await tryRequest(tally, site, request, index);
    if (index % toldEach === toldEach - 1) inputs.progress(`fuzz: ${index + 1} requests sent`);
    if (answer.status === 422) learnPage(site, fields, answer.body);
  }
  await judgeAfterwards(tally, surroundings, site, inputs.requests < 1000 ? null : hits);
}

async function tryRequest(
  tally: Tally,
  site: Site,
  request: FuzzRequest,
  index: number,
): Promise<Answer> {
  tally.httpInput();
  const answer = await send(site, request, index);
  const shown = describe(request);
  const about = (complaint: string): string => `${complaint} ${request.route}`;
  for (const complaint of judgeAnswer(request, answer)) {
    const kind = answer.status >= 500 ? 'fuzz_crashes' : 'fuzz_answer';
    await tally.failure({
      kind,
      about: about(complaint),
      message: `${complaint}: input ${index}, ${shown}`,
      ...(request.body ? { input: request.body } : {}),
      ending: 'body',
    });
  }
  if (answer.tookMs > longestMs && (await isAlwaysSlow(site, request, index))) {
    const message = `always takes more than ${longestMs} ms: input ${index}, ${shown}`;
    await tally.failure({ kind: 'fuzz_timeouts', about: about('slow'), message });
  }
  return answer;
}

/** Others use the machine too: only what is slow each time is slow. */
async function isAlwaysSlow(site: Site, request: FuzzRequest, index: number): Promise<boolean> {
  for (let time = 0; time < 5; time += 1) {
    if ((await send(site, request, index)).tookMs <= longestMs) return false;
  }
  return true;
}

async function send(
  { app }: Site,
  { method, target, headers, body }: FuzzRequest,
  index: number,
): Promise<Answer & { readonly tookMs: number }> {
  const stopwatch = startStopwatch();
  const answer = await app.inject({
    method,
    url: target,
    headers,
    // Tries are counted by address: each request comes from its own.
    remoteAddress: `2001:db8:${(index >> 12).toString(16)}:${(index & 0xfff).toString(16)}::1`,
    ...(body ? { payload: body } : {}),
  });
  const tookMs = stopwatch();
  return { status: answer.statusCode, headers: answer.headers, body: answer.body, tookMs };
}

function describe({ method, target, headers, body }: FuzzRequest): string {
  const shown = body ? `, a body of ${body.length} bytes: ${body.toString('latin1', 0, 300)}` : '';
  return `${method} ${target.slice(0, 300)} ${JSON.stringify(headers).slice(0, 600)}${shown}`;
}

/** The books are in order, and no route was passed over. */
async function judgeAfterwards(
  tally: Tally,
  { context }: Surroundings,
  site: Site,
  hits: ReadonlyMap<string, number> | null,
): Promise<void> {
  for (const { name, violations } of await checkInvariants(context)) {
    if (violations === 0) continue;
    const message = `after the requests ${name} does not hold (${violations})`;
    await tally.failure({ kind: 'phantom', message });
  }
  const missed = site.routes.filter(({ path }) => hits !== null && !hits.has(path));
  if (missed.length === 0) return;
  const message = `routes that no request went to: ${missed.map(({ path }) => path).join(', ')}`;
  await tally.failure({ kind: 'fuzz_answer', message });
}
