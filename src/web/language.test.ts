/**
 * Readers get the language they chose, else the one they prefer, among those the organisation
 * speaks.
 */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import cookie from '@fastify/cookie';
import fastify from 'fastify';
import { addressWithoutLanguage, chooseLanguage, pageLanguage } from './language.ts';

const none = { chosen: undefined, remembered: undefined, accepted: undefined };

test('the choice in the address goes before the remembered one, and that before the browser', () => {
  const wishes = { chosen: 'es', remembered: 'en', accepted: 'it' };
  assert.equal(chooseLanguage(wishes, ['it', 'en', 'es']), 'es');
  assert.equal(chooseLanguage({ ...wishes, chosen: undefined }, ['it', 'en', 'es']), 'en');
  assert.equal(chooseLanguage({ ...none, accepted: 'it' }, ['en', 'it']), 'it');
});

test('the browser’s languages count by their weight, whatever their region', () => {
  const accepted = 'de-AT, fr;q=0.9, en-GB;q=0.5, es-MX;q=0.8, it;q=0';
  assert.equal(chooseLanguage({ ...none, accepted }, ['it', 'en', 'es']), 'es');
  assert.equal(chooseLanguage({ ...none, accepted: 'zz;q=x,,;;' }, ['it', 'en']), 'it');
});

test('a language that the organisation does not speak is not used, chosen or not', () => {
  assert.equal(chooseLanguage({ ...none, chosen: 'es', accepted: 'es' }, ['it', 'en']), 'it');
  assert.equal(chooseLanguage({ ...none, chosen: '../../etc' }, ['it']), 'it');
});

test('a choice is remembered in a cookie, and one that is already remembered is not sent again', async () => {
  const app = fastify();
  await app.register(cookie);
  app.get('/', async (request, reply) => pageLanguage(request, reply, ['it', 'en']));
  const first = await app.inject('/?language=en');
  assert.equal(first.body, 'en');
  assert.match(
    String(first.headers['set-cookie']),
    /^saldo-language=en; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  const second = await app.inject({ url: '/', cookies: { 'saldo-language': 'en' } });
  assert.equal(second.body, 'en');
  assert.equal(second.headers['set-cookie'], undefined);
  const twice = await app.inject('/?language=en&language=it');
  assert.equal(twice.body, 'it');
});

test('the switch leads back to the same page with the same data', () => {
  assert.equal(addressWithoutLanguage('/find?language=es&number=1%2F2'), '/find?number=1%2F2');
  assert.equal(addressWithoutLanguage('/find?language=es'), '/find');
});
