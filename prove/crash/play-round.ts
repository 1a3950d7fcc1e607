/** Plays one flow while portal, worker and command are killed in it, each by a payer who does not give up. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from '../../src/database/sql.ts';
import { crashPoints } from '../../src/core/crash-points.ts';
import type { Chronicle } from './check-town.ts';
import type { Fate } from './flows.ts';
import { payInvoice, type Journey } from './journey.ts';
import { passTime } from './pass-time.ts';
import { faultsOfPoint } from './faults-of-points.ts';
import { createPayer } from './payer.ts';
import type { Round } from './rounds.ts';
import type { Member } from './house.ts';
import type { Tally } from './tally.ts';
import { slug, type Town } from './town.ts';

const longestRoundMs = 90_000;
const graceMs = 4_000;

export type Play = {
  readonly town: Town;
  readonly chronicle: Chronicle;
  readonly tally: Tally;
};

export function describe({ flow, portalDies, workerDies, staffDies }: Round): string {
  const staff = staffDies === null ? '' : `, command killed at ${staffDies}`;
  return `"${flow.name}", portal killed at ${portalDies}, worker killed at ${workerDies}${staff}`;
}

/** The portal and the worker called "a" are those that die; when it is over, both are dead. */
export async function playRound(play: Play, round: Round): Promise<void> {
  const { town, tally } = play;
  const { house } = town;
  const patience = AbortSignal.timeout(longestRoundMs);
  await Promise.all([
    house.start('portal a', round.portalDies),
    house.start('worker a', round.workerDies),
  ]);
  house.lead('portal a');
  // Were it awake, it would do the work of the one that is to die.
  house.signal('worker b', 'SIGSTOP');
  const woken = house.ended('worker a').then(() => house.signal('worker b', 'SIGCONT'));
  try {
    await playFlow(play, round, patience);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    tally.wrong('stuck', describe(round), cause);
  }
  await Promise.all([
    bury(play, 'portal a', round.portalDies),
    bury(play, 'worker a', round.workerDies),
  ]);
  await woken;
}

async function playFlow(play: Play, round: Round, patience: AbortSignal): Promise<void> {
  const { town, tally, chronicle } = play;
  const { flow, staffDies } = round;
  const invoice =
    flow.isImported === true ? await importInvoice(play, staffDies ?? '') : await town.newInvoice();
  if (flow.isUntold === true) await dropNotifications(play);
  const payer = createPayer(town.house.url, {
    tries: 1,
    pauseMs: 0,
    forgivesErrors: false,
    onTrouble: (what) => tally.wrong('payer_disturbed', describe(round), what),
  });
  const journey: Journey = {
    invoice,
    cards: flow.cards,
    cancelsFirst: flow.cancelsFirst === true,
    staysAway: flow.staysAway === true,
    sendsReceiptAgain: flow.sendsReceiptAgain === true,
    said: chronicle.said,
    passTime: () => passTime(town),
    patience,
  };
  const token = await payInvoice(payer, journey);
  tally.effort('payments');
  tally.effort('money_minor', 12_200);
  if (flow.isPaidTwice === true) await giveBack(play, token, staffDies ?? '', patience);
}

/** The two that a payment leads to: that a page was opened, and that it was paid. */
async function dropNotifications({ town, tally }: Play): Promise<void> {
  const { ground, sandboxAccount: account } = town;
  const fault = { on: 'notification', fault: 'drop', times: 2, account_id: account };
  await ground.control('POST', '/faults', fault);
  tally.effort('webhooks_dropped', 2);
  tally.fault('F58');
}

/** @returns the address of the invoice after the command was killed and given once more */
async function importInvoice({ town, tally, chronicle }: Play, fate: Fate): Promise<string> {
  const { number, file } = town.writeInvoice();
  const path = join(town.folder, 'invoice.xml');
  await writeFile(path, file);
  const order = ['import', 'invoices', path, '--organisation', slug, '--json'];
  noteDeath(tally, fate, await town.house.run(order, fate));
  const again = await town.house.run(order);
  const status = fate.startsWith('import.before_commit') ? 'imported' : 'already_known';
  if (again.status !== 0 || !again.said.includes(`"status":"${status}"`)) {
    tally.wrong('acked_missing', `import killed at ${fate}`, `the second said ${again.said}`);
  }
  chronicle.said.imported.add(number);
  return (await town.addressOf(number)) ?? '';
}

/** The provider charges once more by itself; staff order its return, and again when the order was lost. */
async function giveBack(
  play: Play,
  token: string,
  fate: Fate,
  patience: AbortSignal,
): Promise<void> {
  const { town, tally, chronicle } = play;
  const [attempt] = await town.database.query<{ id: string }>(sql`
    select settled_by as id from payments where access_token = ${token}`);
  const reference = attempt?.id ?? '';
  chronicle.chargedAgain.add(reference);
  await town.ground.control('POST', `/sessions/${reference}/charge-again`, {});
  tally.fault('F54');
  const item = await suspenseOf(town, reference, patience);
  const order = ['payment', 'return', item, '--organisation', slug, '--reason', 'paid twice'];
  noteDeath(tally, fate, await town.house.run(order, fate));
  if (!fate.startsWith('refund.before_commit')) return;
  const again = await town.house.run(order);
  if (again.status === 0) chronicle.said.returned.add(item);
  else tally.wrong('stuck', `return killed at ${fate}`, again.said);
}

async function suspenseOf(town: Town, attempt: string, patience: AbortSignal): Promise<string> {
  while (!patience.aborted) {
    const [row] = await town.database.query<{ id: string }>(sql`
      select suspense_item_id as id from suspense_items join attempts using (organisation_id, attempt_id)
      where payment_id = (select payment_id from attempts where attempt_id = ${attempt})`);
    if (row) return row.id;
    await passTime(town);
    await delay(50);
  }
  throw new Error('the second charge was not set aside in time');
}

/** A process that has not met its fate is killed all the same: then it was at any instant. */
async function bury({ town, tally }: Play, member: Member, fate: Fate): Promise<void> {
  const { house } = town;
  await Promise.race([house.ended(member), delay(graceMs)]);
  if (house.isAlive(member)) {
    house.signal(member, 'SIGKILL');
    await house.ended(member);
    tally.effort('process_kills');
    tally.progress(`${town.name}: ${member} did not come to ${fate}`);
    return;
  }
  noteDeath(tally, fate, await house.ended(member));
}

function noteDeath(
  tally: Tally,
  fate: Fate,
  { signal, status, said }: { readonly signal: string | null; status: number | null; said: string },
): void {
  const point = crashPoints.find((known) => fate.startsWith(`${known}:`));
  if (signal !== 'SIGKILL' || !point) {
    tally.wrong('ended_by_itself', fate, `a process ended with ${status ?? signal}: ${said}`);
    return;
  }
  tally.effort('process_kills');
  tally.reached(point);
  tally.fault(faultsOfPoint[point]);
}
