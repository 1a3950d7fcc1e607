/** A portal's connections have fallen silent: whoever comes then is told to come again, and soon (F31). */
import { setTimeout as delay } from 'node:timers/promises';
import type { Scene } from './scene.ts';

const where = 'pool of connections exhausted';
/** More than a portal has connections. */
const visitors = 30;
const soonMs = 3500;

export async function holdPool({ town, tally }: Scene): Promise<void> {
  const invoice = await town.newInvoice();
  const address = new URL(invoice, town.house.addressOf('portal a'));
  const held = town.wire.hold();
  const answers = Array.from({ length: visitors }, async () => {
    const answer = await fetch(address, { headers: { connection: 'close' } });
    await answer.text();
    return answer;
  });
  const early = await Promise.all(
    answers.map((answer) => Promise.race([answer, delay(soonMs).then(() => null)])),
  );
  held.release();
  const late = await Promise.all(answers);
  const refused = early.filter((answer) => answer !== null);
  const told = refused.filter((answer) => answer.status === 503);
  if (refused.length === 0) tally.wrong('not_reached', where, 'every visitor had a connection');
  if (told.length < refused.length) {
    const others = refused.map((answer) => answer.status).join(', ');
    tally.wrong('not_refused_in_order', where, `visitors were answered ${others}`);
  }
  if (told.some((answer) => answer.headers.get('retry-after') === null)) {
    tally.wrong('not_refused_in_order', where, 'a 503 does not say when to come again');
  }
  const served = late.filter((answer) => answer.status === 200).length;
  if (served < visitors - refused.length) {
    tally.wrong('stuck', where, `${served} of ${visitors - refused.length} were served afterwards`);
  }
  const after = await fetch(address, { headers: { connection: 'close' } });
  if (after.status !== 200) tally.wrong('stuck', where, `then it answers ${after.status}`);
  tally.fault('F31');
}
