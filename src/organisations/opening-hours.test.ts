import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOfWeek, openingAt, openingHours, weekdayName } from './opening-hours.ts';

const office = openingHours.parse({
  monday: ['08:30-18:00'],
  tuesday: ['08:30-18:00'],
  wednesday: ['14:00-16:00', '08:30-12:30'],
  friday: ['08:30-18:00'],
});
const rome = 'Europe/Rome';

/** In November Rome is one hour ahead; 2026-11-23 is a Monday. */
const at = (text: string) => openingAt(office, rome, new Date(text));

test('a line is open until the end of the span in which the instant falls, in its own time zone', () => {
  assert.deepEqual(at('2026-11-23T07:30:00Z'), { kind: 'open', until: '18:00' });
  assert.deepEqual(at('2026-11-23T16:59:00Z'), { kind: 'open', until: '18:00' });
  assert.deepEqual(at('2026-11-23T17:00:00Z'), { kind: 'closed', opensOn: 'tuesday', at: '08:30' });
  assert.deepEqual(at('2026-11-23T07:29:00Z'), { kind: 'closed', opensOn: null, at: '08:30' });
  const summer = openingAt(office, rome, new Date('2026-06-22T06:30:00Z'));
  assert.deepEqual(summer, { kind: 'open', until: '18:00' });
});

test('between two spans and over days without hours the next opening is told', () => {
  assert.deepEqual(at('2026-11-25T12:00:00Z'), { kind: 'closed', opensOn: null, at: '14:00' });
  assert.deepEqual(at('2026-11-25T15:30:00Z'), {
    kind: 'closed',
    opensOn: 'friday',
    at: '08:30',
  });
  assert.deepEqual(at('2026-11-27T20:00:00Z'), {
    kind: 'closed',
    opensOn: 'monday',
    at: '08:30',
  });
  assert.equal(openingAt({}, rome, new Date('2026-11-23T10:00:00Z')), null);
});

test('a single day a week opens again after seven days', () => {
  const hours = openingHours.parse({ monday: ['09:00-10:00'] });
  const after = openingAt(hours, 'UTC', new Date('2026-11-23T10:00:00Z'));
  assert.deepEqual(after, { kind: 'closed', opensOn: 'monday', at: '09:00' });
});

test('days that follow each other with the same hours stand in one line', () => {
  assert.deepEqual(linesOfWeek(office), [
    { from: 'monday', to: 'tuesday', spans: ['08:30-18:00'] },
    { from: 'wednesday', to: 'wednesday', spans: ['08:30-12:30', '14:00-16:00'] },
    { from: 'friday', to: 'friday', spans: ['08:30-18:00'] },
  ]);
});

test('hours that cannot be are refused when they are set', () => {
  const wrong = [
    { monday: ['8:30-18:00'] },
    { monday: ['18:00-08:30'] },
    { monday: ['08:30-25:00'] },
    { monday: ['08:00-12:00', '11:00-13:00'] },
    { someday: ['08:30-18:00'] },
  ];
  for (const hours of wrong) assert(!openingHours.safeParse(hours).success, JSON.stringify(hours));
});

test('days have the names that the readers of a language use', () => {
  assert.deepEqual(
    (['it', 'en', 'es'] as const).map((language) => weekdayName('monday', language)),
    ['lunedì', 'Monday', 'lunes'],
  );
});
