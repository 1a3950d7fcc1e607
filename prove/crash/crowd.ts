/** Several payers at once, each with one invoice after the other, while something is done to the town. */
import { flows } from './flows.ts';
import { insist } from './insist.ts';
import { payInvoice } from './journey.ts';
import { passTime } from './pass-time.ts';
import { createPayer, type Patience } from './payer.ts';
import type { Scene } from './scene.ts';
import { longestWaitMs } from './patience.ts';

/**
 * Payers who try again once, as soon as a person can: what they meet while a sibling of the dead one lives.
 *
 * Who is told to come again does so, a few times: on a machine with other things to do every
 * connection can be taken for a while. That, and no other error, is no trouble.
 */
export function strict({ tally }: Scene, where: string): Patience {
  const onTrouble = (what: string) => tally.wrong('payer_disturbed', where, what);
  return { tries: 1, pauseMs: aClickMs, forgivesErrors: false, comesAgain: 5, onTrouble };
}

/** Payers who come again for a while: what is fair while the database itself is down. */
export function patient(): Patience {
  const onTrouble = (): void => {};
  return { tries: 300, pauseMs: 100, forgivesErrors: true, onTrouble };
}

/** A process that is being killed may take a connection to the grave for a moment. */
const aClickMs = 300;
const plain = flows.filter((flow) => !flow.isImported && !flow.isPaidTwice && !flow.isUntold);

/** Payers begin anew until `work` is over, and finish what they have begun. */
export async function withCrowd(
  scene: Scene,
  options: { readonly size: number; readonly patience: Patience; readonly where: string },
  work: () => Promise<void>,
): Promise<void> {
  const state = { isOver: false };
  const payers = Array.from({ length: options.size }, async () => {
    do await payOne(scene, options);
    while (!state.isOver);
  });
  try {
    await work();
  } finally {
    state.isOver = true;
    await Promise.all(payers);
  }
}

async function payOne(
  { town, chronicle, tally, dice }: Scene,
  { patience, where }: { readonly patience: Patience; readonly where: string },
): Promise<void> {
  const flow = dice.oneOf(plain);
  const payer = createPayer(town.house.url, patience);
  try {
    await payInvoice(payer, {
      invoice: await insist(() => town.newInvoice()),
      cards: flow.cards,
      cancelsFirst: flow.cancelsFirst === true,
      staysAway: flow.staysAway === true,
      sendsReceiptAgain: flow.sendsReceiptAgain === true,
      said: chronicle.said,
      passTime: () => insist(() => passTime(town)),
      patience: AbortSignal.timeout(longestWaitMs),
    });
    tally.effort('payments');
    tally.effort('money_minor', 12_200);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    tally.wrong('stuck', `${where}, "${flow.name}"`, cause);
  }
}
