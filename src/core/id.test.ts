/** What identifiers promise: they say what they name, later ones sort later, and no two are the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { fakeClock } from './clock.ts';
import { createIds, unguessable } from './id.ts';

test('a later identifier sorts after an earlier one', () => {
  const instants = fc.integer({ min: 0, max: 2 ** 47 });
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 2 ** 40 }), (start, wait) => {
      const clock = fakeClock(new Date(start));
      const ids = createIds(clock);
      const earlier = ids.next('due');
      clock.advance(wait);
      assert(earlier < ids.next('due'));
    }),
  );
});

test('identifiers of one instant differ', () => {
  const ids = createIds(fakeClock(new Date(0)));
  const made = new Set(Array.from({ length: 1000 }, () => ids.next('pay')));
  assert.equal(made.size, 1000);
});

test('identifiers that one process makes within a millisecond sort in their order', () => {
  const tails = [0xff, 0x00].map((byte) => new Uint8Array(10).fill(byte));
  for (const tail of tails) {
    const ids = createIds(fakeClock(new Date(0)), () => tail);
    const made = Array.from({ length: 300 }, () => ids.next('pay')).slice(1);
    assert.deepEqual(made.toSorted(), made);
    assert.equal(new Set(made).size, made.length);
  }
});

test('an identifier says what it names, in 26 characters that cannot be misread', () => {
  const ids = createIds(fakeClock(new Date('2026-01-01')));
  assert.match(ids.next('att'), /^att_[0-9a-hjkmnp-tv-z]{26}$/);
});

test('a token has 160 bits and nothing of the clock', () => {
  const zeros = (size: number) => new Uint8Array(size);
  const ids = createIds(fakeClock(new Date('2026-01-01')), zeros);
  assert.equal(ids.token(), '0'.repeat(32));
  const full = createIds(fakeClock(new Date(0)), (size) => zeros(size).fill(255));
  assert.equal(full.token(), 'z'.repeat(32));
});

test('the bits of a token keep their order', () => {
  const ids = createIds(fakeClock(new Date(0)), (size) =>
    Uint8Array.from({ length: size }, (_, i) => i),
  );
  assert.equal(ids.token(), '000g40r40m30e209185gr38e1w8124gk');
});

test('bytes that nobody can guess are never given twice, in portions of any size', () => {
  const portions = [1, 20, 4096, 5000, 10, 4090, 10].map((size) => unguessable(size));
  assert.deepEqual(
    portions.map(({ length }) => length),
    [1, 20, 4096, 5000, 10, 4090, 10],
  );
  const tens = Array.from({ length: 2000 }, () => unguessable(10));
  const kept = tens.map((ten) => Buffer.from(ten).toString('hex'));
  assert.equal(new Set(kept).size, tens.length);
  // What was given stays as it was, also after the store was filled anew.
  assert.deepEqual(
    tens.map((ten) => Buffer.from(ten).toString('hex')),
    kept,
  );
});
