/** The reference and the schema that are in the repository are those that the code makes. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { referencePages } from '../scripts/reference/pages.ts';
import { schemaPath, schemaText } from '../scripts/reference/schema.ts';
import { testDatabase } from './support/database.ts';
import { filesOf, none, root } from './tidy/source-files.ts';

const remedy = 'these are stale: run `npm run docs`';

function isStale(path: string, text: string): boolean {
  const file = join(root, path);
  return !existsSync(file) || readFileSync(file, 'utf8') !== text;
}

test('the reference says what the code says', () => {
  const stale = [...referencePages()].filter(([path, text]) => isStale(path, text));
  none(
    stale.map(([path]) => path),
    remedy,
  );
});

test('the reference has no page that the code no longer makes', () => {
  const made = referencePages();
  const left = filesOf('docs/reference/**/*').filter(({ path }) => !made.has(path));
  none(
    left.map((file) => file.path),
    'nobody makes these any more: remove them',
  );
});

test('the schema is the one that the migrations make', async (context) => {
  const { owner } = await testDatabase(context);
  const text = await schemaText(owner);
  const told = readFileSync(join(root, schemaPath), 'utf8');
  assert.equal(told, text, remedy);
});
