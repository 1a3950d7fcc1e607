/** Payers, tabs, portals and workers at once, as real processes over one database. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPayer, nothingAcknowledged, payInvoice, type Payer } from '../crash/payer.ts';
import { assertPaidOnce, foundTown, openRegion, passTime, settled } from '../crash/town.ts';
import { cards } from '../support/world.ts';

const name = 'an invoice is paid once, whoever pays it at once';

test(name, async (t) => {
  const region = await openRegion(t);

  await t.test(
    'ten payers, tabs of one and persons, on two portals with two workers',
    async (subtest) => {
      const town = await foundTown(subtest, region);
      const other = await town.deployAnother();
      const { deployment } = town;
      await Promise.all([
        deployment.start('serve'),
        deployment.start('work'),
        other.start('serve'),
        other.start('work'),
      ]);
      const urls = [deployment.url, other.url];
      const first = createPayer(deployment.url);
      await first.get(town.invoice);
      const payers = Array.from({ length: 10 }, (_, index): Payer => {
        const url = urls[index % 2] ?? deployment.url;
        return index < 5 ? first.tab(url) : createPayer(url);
      });
      const told = await Promise.all(
        payers.map(async (payer) => {
          const acknowledged = nothingAcknowledged();
          const plan = { invoice: town.invoice, card: cards.good, acknowledged };
          await payInvoice(payer, { ...plan, passTime: () => passTime(town) });
          return acknowledged.isPaid;
        }),
      );
      assert(told.every(Boolean), 'everybody is told that it is paid');
      await settled(town);
      await assertPaidOnce(town);
    },
  );

  await t.test('a double click at every button', async (subtest) => {
    const town = await foundTown(subtest, region);
    const { deployment, invoice } = town;
    await Promise.all([deployment.start('serve'), deployment.start('work')]);
    const payer = createPayer(deployment.url);
    const twice = (address: string, fields?: Readonly<Record<string, string>>) =>
      Promise.all([payer.post(address, fields), payer.post(address, fields)]);
    await payer.get(invoice);
    const begun = new Set((await twice(`${invoice}/pay`)).map((page) => page.location));
    assert.equal(begun.size, 1, 'one payment');
    const [payment] = begun;
    assert(payment);
    const choice = { method: 'card', terms: 'yes', email: 'maria.rossi@example.com' };
    await twice(`${payment}/start`, choice);
    await twice(`${payment}/cancel`);
    await twice(`${payment}/start`, choice);
    const page = await payer.get(payment);
    const hosted = /http:\/\/127\.0\.0\.1:\d+\/pay\/\w+/.exec(page.text)?.[0];
    assert(hosted, 'one page is open at the provider');
    await twice(hosted, { holder: 'Maria', number: cards.good, expiry: '12/39', code: '123' });
    await Promise.all([payer.get(`${payment}/return`), payer.get(`${payment}/return`)]);
    await settled(town);
    await assertPaidOnce(town);
    await twice(`${payment}/send`, { email: 'maria.rossi@example.com' });
    await twice(`${payment}/cancel`);
    await settled(town);
  });
});
