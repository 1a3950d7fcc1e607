/** What days promise: only real ones exist, and the place decides which day an instant is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  calendarDate,
  calendarDateFromTyped,
  dateIn,
  formatDate,
  formatInstant,
  formatTime,
} from './calendar-date.ts';

test('only days that exist are days', () => {
  for (const text of ['2024-02-29', '2026-12-31', '0001-01-01', '9999-12-31']) {
    assert.equal(calendarDate(text), text);
  }
  for (const text of ['2026-02-29', '2026-13-01', '2026-04-31', '2026-00-10', '0000-01-01']) {
    assert.equal(calendarDate(text), null, text);
  }
  for (const text of ['2026-1-1', '20260101', '2026-01-01T00:00', ' 2026-01-01', '']) {
    assert.equal(calendarDate(text), null, text);
  }
});

test('every day of a calendar is a day', () => {
  const range = { min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true };
  fc.assert(
    fc.property(fc.date(range), (instant) => {
      const text = instant.toISOString().slice(0, 10);
      assert.equal(calendarDate(text), text);
    }),
  );
});

test('people write the day before the month', () => {
  for (const text of [
    '2026-03-05',
    '5/3/2026',
    '05.03.2026',
    '5-3-26',
    ' 05 / 03 / 2026 ',
    '５/３/2026',
  ]) {
    assert.equal(calendarDateFromTyped(text), '2026-03-05', text);
  }
  for (const text of ['3/25/2026', '31/02/2026', '5/3', '5/3/226', 'domani', '5 marzo 2026']) {
    assert.equal(calendarDateFromTyped(text), null, text);
  }
});

test('the time zone decides on which day an instant falls', () => {
  const lateEvening = new Date('2026-12-31T23:30:00Z');
  assert.equal(dateIn('Europe/Rome', lateEvening), '2027-01-01');
  assert.equal(dateIn('Atlantic/Canary', lateEvening), '2026-12-31');
  assert.equal(dateIn('America/New_York', lateEvening), '2026-12-31');
});

test('the night when clocks change keeps its day', () => {
  assert.equal(dateIn('Europe/Rome', new Date('2026-03-29T00:59:59Z')), '2026-03-29');
  assert.equal(dateIn('Europe/Rome', new Date('2026-10-24T21:59:59Z')), '2026-10-24');
  assert.equal(dateIn('Europe/Rome', new Date('2026-10-24T22:00:00Z')), '2026-10-25');
});

test('a day is written in words and in the language of its reader', () => {
  const day = calendarDate('2026-03-05');
  assert(day);
  assert.equal(formatDate(day, 'it'), '5 marzo 2026');
  assert.equal(formatDate(day, 'es'), '5 de marzo de 2026');
  assert.equal(formatDate(day, 'en'), '5 March 2026');
});

test('an instant is written in the time of the place', () => {
  const written = formatInstant(new Date('2026-03-05T13:30:00Z'), 'it', 'Europe/Rome');
  assert.match(written, /^5 marzo 2026/);
  assert.match(written, /14:30$/);
});

test('the time of day is written without the letters that English of America would need', () => {
  const instant = new Date('2026-03-05T13:30:00Z');
  for (const language of ['it', 'en', 'es'] as const) {
    assert.equal(formatTime(instant, language, 'Europe/Rome'), '14:30');
  }
  assert.equal(formatTime(instant, 'en', 'Atlantic/Canary'), '13:30');
});
