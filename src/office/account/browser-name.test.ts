import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserName } from './browser-name.ts';

test('a browser is called as its owner knows it, whatever else it pretends to be', () => {
  const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  const named = [
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`, 'Edge, Windows'], // prettier-ignore
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1', 'Safari, iPhone'], // prettier-ignore
    [`Mozilla/5.0 (Linux; Android 15) ${webkit} Chrome/140.0.0.0 Mobile Safari/537.36`, 'Chrome, Android'], // prettier-ignore
    ['curl/8.5.0', 'curl/8.5.0'],
    ['', ''],
  ];
  for (const [userAgent = '', name] of named) assert.equal(browserName(userAgent), name);
});
