/** A logo is a picture and nothing else, however it is given. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Refusal } from '../core/errors.ts';
import { readLogo } from './read-logo.ts';

const plain = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>';
const lively = [
  '<svg><script>alert(1)</script></svg>',
  '<svg><x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script></svg>',
  '<svg onload="alert(1)"></svg>',
  '<svg><a href="javascript:alert(1)">x</a></svg>',
  '<svg><image href="https://evil.example/x.png"/></svg>',
  '<svg><foreignObject><p>x</p></foreignObject></svg>',
  '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
  '<svg><style>@import url(https://evil.example/x.css);</style></svg>',
  '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><svg></svg>',
  '<svg><a><set attributeName="href" to="&#x6a;avascript:alert(1)"/></a></svg>',
  '<svg><s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script></svg>',
  '<html><body>no picture</body></html>',
];

function inside(svg: string): Record<string, unknown> {
  const data = Buffer.from(svg).toString('base64');
  return { logo: { type: 'image/svg+xml', data } };
}

test('a picture is taken from beside the settings or from inside them', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'saldo-logo-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'logo.svg'), plain);
  const read = readLogo({ logo: 'logo.svg' }, join(folder, 'settings.json'));
  assert.deepEqual(read, inside(plain));
  assert.deepEqual(readLogo(inside(plain), 'settings.json'), inside(plain));
});

test('what could run, load or link is refused both ways', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'saldo-logo-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const svg of lively) {
    writeFileSync(join(folder, 'logo.svg'), svg);
    const settings = join(folder, 'settings.json');
    assert.throws(() => readLogo({ logo: 'logo.svg' }, settings), Refusal, svg);
    assert.throws(() => readLogo(inside(svg), settings), Refusal, svg);
  }
});
