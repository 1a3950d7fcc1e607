/** A misspelt mailbox is noticed; a rare one is left alone. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { suggestEmail } from './email-suggestion.ts';

test('a likely domain with letters swapped, missing, doubled or wrong is suggested', () => {
  const suggestions = {
    'maria@gmial.com': 'maria@gmail.com',
    'maria@gmail.con': 'maria@gmail.com',
    'Maria.Rossi@GMAI.com': 'Maria.Rossi@gmail.com',
    'maria@libero.ti': 'maria@libero.it',
    'maria@hotmial.it': 'maria@hotmail.it',
    'maria@outlok.com': 'maria@outlook.com',
    ' maria@yahooo.es ': 'maria@yahoo.es',
  };
  for (const [typed, meant] of Object.entries(suggestions)) {
    assert.equal(suggestEmail(typed), meant, typed);
  }
});

test('a likely domain, another domain, and what is no address bring no suggestion', () => {
  const typed = [
    'maria@gmail.com',
    'maria@pec.it',
    'maria@example.org',
    'maria@comune.it',
    'maria',
  ];
  for (const address of [...typed, '@gmial.com', 'a@b@gmial.com', 'maria@', '']) {
    assert.equal(suggestEmail(address), null, address);
  }
});

test('a long domain costs no time', () => {
  assert.equal(suggestEmail(`maria@${'g'.repeat(100_000)}.com`), null);
});
