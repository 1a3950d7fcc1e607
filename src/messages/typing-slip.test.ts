/** Slips of typing in addresses of e-mail: noticed in well-known domains, and nowhere else. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { parseEmailAddress } from '../core/email-address.ts';
import { suggestEmailAddress } from './typing-slip.ts';

test('slips of typing in well-known domains are noticed', () => {
  for (const [typed, meant] of [
    ['gmial.com', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gamil.com', 'gmail.com'],
    ['gmai.com', 'gmail.com'],
    ['gmaill.com', 'gmail.com'],
    ['hotmial.com', 'hotmail.com'],
    ['hotmal.it', 'hotmail.it'],
    ['libero.ti', 'libero.it'],
    ['lbero.it', 'libero.it'],
    ['outlok.com', 'outlook.com'],
    ['telefonica.ne', 'telefonica.net'],
    ['studio-bianchi.ti', 'studio-bianchi.it'],
  ] as const) {
    const address = parseEmailAddress(`chiara@${typed}`);
    assert(address);
    assert.equal(suggestEmailAddress(address), `chiara@${meant}`, typed);
  }
});

test('a right or unknown domain is left alone', () => {
  for (const domain of [
    'gmail.com',
    'libero.it',
    'yahoo.es',
    'comune.example',
    'mail.ru',
    'mac.com',
    'hotmail.i.es',
    'gmx.de',
  ]) {
    const address = parseEmailAddress(`chiara@${domain}`);
    assert(address);
    assert.equal(suggestEmailAddress(address), null, domain);
  }
});
