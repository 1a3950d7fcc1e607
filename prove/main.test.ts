import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

const program = join(import.meta.dirname, 'main.ts');

test('wrong words are answered with the usage and exit status 2, and nothing is run', () => {
  for (const words of [['--schedule', '3'], ['--kills', 'many'], ['crash']]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words]);
    assert.equal(status, 2, words.join(' '));
    assert.equal(String(stdout), '');
    assert.match(String(stderr), /usage: npm run prove/);
  }
});
