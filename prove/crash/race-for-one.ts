/** Ten payers, tabs and persons, at one invoice over two portals; and every button pressed twice (F75, F76, F77). */
import { cards } from './cards.ts';
import { strict } from './crowd.ts';
import type { Scene } from './scene.ts';
import { payInvoice } from './journey.ts';
import { passTime } from './pass-time.ts';
import { createPayer, type Payer } from './payer.ts';
import { longestWaitMs } from './patience.ts';

export async function raceForOne(scene: Scene): Promise<void> {
  const { town, chronicle, tally } = scene;
  const where = 'ten payers at one invoice';
  const invoice = await town.newInvoice();
  const first = createPayer(town.house.url, strict(scene, where));
  await first.get(invoice);
  const others = Array.from({ length: 9 }, (_, index): Payer =>
    index < 4 ? first.tab() : createPayer(town.house.url, strict(scene, where)),
  );
  const tokens = await Promise.all(
    [first, ...others].map((payer) =>
      payInvoice(payer, {
        invoice,
        cards: [cards.good],
        said: chronicle.said,
        passTime: () => passTime(town),
        patience: AbortSignal.timeout(longestWaitMs),
      }).catch((error: unknown) => {
        tally.wrong('stuck', where, error instanceof Error ? error.message : String(error));
        return 'none';
      }),
    ),
  );
  if (new Set(tokens).size !== 1) tally.wrong('double', where, 'more than one payment paid');
  tally.fault('F76');
  tally.fault('F77');
  await pressTwice(scene);
}

async function pressTwice(scene: Scene): Promise<void> {
  const { town, chronicle, tally } = scene;
  const where = 'every button pressed twice';
  const invoice = await town.newInvoice();
  const payer = createPayer(town.house.url, strict(scene, where));
  const twice = (address: string, fields?: Readonly<Record<string, string>>) =>
    Promise.all([payer.post(address, fields), payer.post(address, fields)]);
  const [, due = ''] = /name="due" value="([^"]+)"/.exec((await payer.get(invoice)).text) ?? [];
  const begun = new Set((await twice(`${invoice}/pay`, { due })).map((page) => page.location));
  const [payment] = begun;
  if (begun.size !== 1 || !payment) {
    tally.wrong('double', where, `it led to ${[...begun].join(' and ')}`);
    return;
  }
  const choice = { method: 'card', terms: 'yes', email: 'maria.rossi@example.com' };
  await twice(`${payment}/start`, choice);
  await twice(`${payment}/cancel`);
  await twice(`${payment}/start`, choice);
  const page = await payer.get(payment);
  const hosted = /http:\/\/127\.0\.0\.1:\d+\/pay\/\w+/.exec(page.text)?.[0];
  if (hosted === undefined) {
    tally.wrong('stuck', where, 'no page is open at the provider');
    return;
  }
  const card = { holder: 'Maria Rossi', number: cards.good, expiry: '12/39', code: '123' };
  await twice(hosted, card);
  await Promise.all([payer.get(`${payment}/return`), payer.get(`${payment}/return`)]);
  await payInvoice(payer, {
    invoice,
    cards: [],
    said: chronicle.said,
    passTime: () => passTime(town),
    patience: AbortSignal.timeout(longestWaitMs),
  });
  await twice(`${payment}/send`, { email: 'maria.rossi@example.com' });
  await twice(`${payment}/cancel`);
  tally.fault('F75');
}
