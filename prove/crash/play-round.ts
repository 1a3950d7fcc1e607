/** Plays one flow while portal, worker and command are killed in it, each by a payer who does not give up. */
import { setTimeout as delay } from 'node:timers/promises';
import { awaitDeliveries } from './await-deliveries.ts';
import { strict } from './crowd.ts';
import type { Fate } from './flows.ts';
import type { House, Member } from './house.ts';
import { payInvoice, type Journey } from './journey.ts';
import { noteDeath } from './note-death.ts';
import { passTime, settleDown } from './pass-time.ts';
import { createPayer } from './payer.ts';
import type { Round } from './rounds.ts';
import type { Scene } from './scene.ts';
import { giveBack, importInvoice } from './staff-commands.ts';
import { longestWaitMs } from './patience.ts';

/** After everything is done, for a process that is just about to reach its point. */
const graceMs = 3000;

export function describe({ flow, portalDies, workerDies, staffDies }: Round): string {
  const deaths = { portal: portalDies, worker: workerDies, command: staffDies };
  const told = Object.entries(deaths).flatMap(([who, fate]) =>
    fate === null ? [] : [`, ${who} killed at ${fate}`],
  );
  return `"${flow.name}"${told.join('')}`;
}

/** The portal and the worker called "a" are those that die and live for nothing else; those called "b" go on. */
export async function playRound(scene: Scene, round: Round): Promise<void> {
  const { town, tally } = scene;
  const { house } = town;
  const patience = AbortSignal.timeout(longestWaitMs);
  const doomed = doomedIn(round);
  await Promise.all(doomed.map(({ member, fate }) => house.start(member, fate)));
  house.leadAll('portal a');
  const woken = round.workerDies === null ? null : letSleep(house);
  try {
    await playFlow(scene, round, patience);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    tally.wrong('stuck', describe(round), cause);
  }
  await Promise.all(doomed.map(({ member, fate }) => bury(scene, member, fate)));
  await woken;
}

type Doomed = { readonly member: Member; readonly fate: Fate };

function doomedIn({ portalDies, workerDies }: Round): readonly Doomed[] {
  const fates = [
    { member: 'portal a', fate: portalDies },
    { member: 'worker a', fate: workerDies },
  ] as const;
  return fates.flatMap(({ member, fate }) => (fate === null ? [] : [{ member, fate }]));
}

/** Were the other worker awake, it would do the work of the one that is to die. */
async function letSleep(house: House): Promise<void> {
  house.signal('worker b', 'SIGSTOP');
  await house.ended('worker a');
  house.signal('worker b', 'SIGCONT');
}

async function playFlow(scene: Scene, round: Round, patience: AbortSignal): Promise<void> {
  const { town, tally, chronicle } = scene;
  const { flow, staffDies } = round;
  const invoice =
    flow.isImported === true
      ? await importInvoice(scene, staffDies ?? '')
      : await town.newInvoice();
  if (flow.isUntold === true) await dropNotifications(scene);
  if (flow.staysAway === true) tally.fault('F79');
  const payer = createPayer(town.house.url, strict(scene, describe(round)));
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
  if (flow.isPaidTwice === true) await giveBack(scene, token, staffDies ?? '', patience);
}

/** The two that a payment leads to: that a page was opened, and that it was paid. */
async function dropNotifications({ town, tally }: Scene): Promise<void> {
  const { ground, sandboxAccount: account } = town;
  const fault = { on: 'notification', fault: 'drop', times: 2, account_id: account };
  await ground.control('POST', '/faults', fault);
  tally.effort('webhooks_dropped', 2);
  tally.fault('F58');
}

/** A process that does not meet its fate in all that there is to do is idle: its end counts for nothing. */
async function bury({ town, tally }: Scene, member: Member, fate: Fate): Promise<void> {
  const { house } = town;
  const ended = new AbortController();
  const end = house.ended(member).finally(() => ended.abort());
  const patience = AbortSignal.any([ended.signal, AbortSignal.timeout(longestWaitMs)]);
  await awaitDeliveries(town, patience);
  await settleDown(town, patience);
  await Promise.race([end, delay(graceMs)]);
  if (house.isAlive(member)) {
    house.signal(member, 'SIGKILL');
    await end;
    tally.progress(`${town.name}: ${member} did not come to ${fate}`);
    return;
  }
  noteDeath(tally, fate, await end);
}
