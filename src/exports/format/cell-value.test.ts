import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, constantFrom, integer, property } from 'fast-check';
import { localInstant } from './cell-value.ts';

/** Whole hours, half hours and quarters from UTC, and clocks that are set by half an hour. */
const zones = [
  'Europe/Rome',
  'Atlantic/Canary',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
];

function asked(instant: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return format.format(instant);
}

function cellOf(instant: Date): string {
  return instant.toISOString().replace('T', ' ').replace('Z', '123+00');
}

test('an instant is what clocks of the time zone showed, whatever was written before it', () => {
  const from = Date.UTC(2020, 0, 1);
  check(
    property(
      array(integer({ min: 0, max: 10 * 365 * 86_400 }), { minLength: 1, maxLength: 20 }),
      constantFrom(...zones),
      (seconds, timeZone) => {
        for (const each of seconds) {
          const instant = new Date(from + each * 1000);
          assert.equal(localInstant(cellOf(instant), timeZone), asked(instant, timeZone));
        }
      },
    ),
  );
});

test('clocks that are set in the middle of an hour are followed to the second', () => {
  // Sixteen minutes at a time over the days on which clocks are set in 2026.
  for (const timeZone of zones) {
    for (const day of ['2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25']) {
      const start = Date.parse(`${day}T00:00:00Z`) - 86_400_000;
      for (let minute = 0; minute < 3 * 1440; minute += 16) {
        const instant = new Date(start + minute * 60_000 + 59_000);
        assert.equal(localInstant(cellOf(instant), timeZone), asked(instant, timeZone));
      }
    }
  }
});
