/** A worker is killed while it loads an upload, as a power cut would; the next one goes on, and nothing comes twice. */
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { fakeClock, systemClock } from '../../src/core/clock.ts';
import type { CrashPoint } from '../../src/core/crash-points.ts';
import { sql } from '../../src/database/sql.ts';
import { testInvoice } from '../../src/invoices/formats/test-invoice.ts';
import { findUpload, orderLoad, receiveUpload, type Way } from '../../src/uploads/index.ts';
import { until } from '../support/until.ts';
import { worldContext } from '../support/world.ts';
import { assertSound, openHouse } from './house.ts';

const actor = 'staff:stf_1';
const deaths: readonly (readonly [Way, CrashPoint, time: number])[] = [
  ['good', 'import.before_commit', 3],
  ['good', 'import.after_commit', 2],
  ['all', 'import.before_commit', 1],
  ['all', 'import.after_commit', 1],
];

async function* arriving() {
  for (const number of ['1', '2', '3', '4']) {
    const invoice = { number, issuedOn: '2026-03-01', lines: [{ amount: '100.00' }] };
    const bytes = testInvoice(invoice, { supplier: { vatNumber: 'IT01234567890' } });
    yield { name: `${number}.xml`, content: Readable.from([bytes]) };
  }
}

for (const [way, point, time] of deaths) {
  test(`a worker killed at ${point} while it loads ${way} is taken over`, async (t) => {
    const house = await openHouse(t);
    const { database, organisation } = house;
    const clock = fakeClock(systemClock.now());
    const context = worldContext(database, house.sandbox, clock);
    const dying = await house.start('work', { CRASH_AT: `${point}:${time}` });
    const received = await receiveUpload(context, organisation, arriving(), {
      uploadedBy: actor,
      recipient: 'ada@ente.example',
      language: 'it',
      services: null,
      replaces: false,
      orderKey: 'once',
    });
    assert(received.kind === 'received');
    const { uploadId } = received;
    const reached = (state: string) =>
      until(`the upload to be ${state}`, async () => {
        const upload = await findUpload(database.owner, organisation.id, uploadId);
        return upload?.state === state && upload;
      });
    await reached('judged');
    await orderLoad(context, organisation, uploadId, { way, actor, services: null });
    assert.equal((await dying.ended).signal, 'SIGKILL');
    await house.start('work');
    const { figures } = await reached('loaded');
    assert.deepEqual(figures?.files, { imported: 4, already_known: 0, rejected: 0 });
    assert.equal(figures?.differing, 0);
    const dues = await database.owner.query(sql`select reason from dues order by reason`);
    assert.deepEqual(
      dues.map(({ reason }) => reason),
      ['1', '2', '3', '4'],
    );
    await assertSound(database.owner);
  });
}
