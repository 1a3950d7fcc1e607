import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { maskEmail, parseEmailAddress } from './email-address.ts';

test('ordinary addresses are read, blanks around them forgiven and the domain lowered', () => {
  for (const [typed, address] of [
    ['chiara.bianchi@example.it', 'chiara.bianchi@example.it'],
    ['  Mario.Rossi+tari@Posta.Example.IT ', 'Mario.Rossi+tari@posta.example.it'],
    ["o'neill@example.co.uk", "o'neill@example.co.uk"],
    ['info@città.example', 'info@xn--citt-3na.example'],
    ['a@b.es', 'a@b.es'],
  ] as const) {
    assert.equal(parseEmailAddress(typed), address);
  }
});

test('what is not exactly one plain address is refused', () => {
  for (const typed of [
    '',
    'a',
    '@',
    'a@',
    '@b.it',
    'a@b',
    'a@@b.it',
    'a@b.it,c@d.it',
    'a@b.it;c@d.it',
    'a@b.it c@d.it',
    'a b@c.it',
    'Mario <a@b.it>',
    '<a@b.it>',
    '"a b"@c.it',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'a@1',
    'a@2130706433',
    'a@b.it\r\nBcc: c@d.it',
    'a@b.it\n',
    '\ra@b.it',
    'a\u0000@b.it',
    'group:a@b.it,c@d.it;',
    'a(comment)@b.it',
    '.a@b.it',
    'a.@b.it',
    'a..b@c.it',
    'a@-b.it',
    'a@b-.it',
    'a@b..it',
    'a@b.it.',
    'a@.b.it',
    'a@b.it/x',
    'a@b.it?x',
    'a@b.it#x',
    'a@b.it:25',
    'a@user:pass@b.it',
    'a%b@c.it%20',
    'é@b.it',
    `${'a'.repeat(65)}@b.it`,
    `a@${'b'.repeat(64)}.it`,
    `a@${'b.'.repeat(126)}it`,
    'a@b.it\u2028Bcc: x@y.it',
    'a@b_c.it',
  ]) {
    // prettier-ignore
    assert.equal(parseEmailAddress(typed), null, JSON.stringify(typed));
  }
});

test('whatever is typed, what is accepted has one at sign, no blank and nothing that ends a header', () => {
  const pieces = fc.constantFrom(
    'a',
    '@',
    '.',
    'it',
    '\r\n',
    ' ',
    ',',
    '<',
    '>',
    '"',
    ':',
    ';',
    'è',
    '%0a',
    '(',
    '\t',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const address = parseEmailAddress(parts.join(''));
      if (address !== null) assert.match(address, /^[^\s@,;:<>()"]+@[a-z0-9.-]+$/);
    }),
  );
});

test('a masked address shows the first letters and the end', () => {
  assert.equal(maskEmail('mario@example.it'), 'm***@e***.it');
  assert.equal(maskEmail('a@mail.example.co.uk'), 'a***@m***.uk');
  assert.equal(maskEmail('nonsense'), 'n***@***');
});
