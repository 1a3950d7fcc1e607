/** Writes docs/reference and the schema anew from the code: `npm run docs`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { connectDatabase } from '../src/database/connect.ts';
import {
  administrate,
  findTestServer,
  prepareTemplate,
  withDatabase,
} from '../test/support/test-server.ts';
import { referencePages } from './reference/pages.ts';
import { schemaPath, schemaText } from './reference/schema.ts';

const root = join(import.meta.dirname, '..');

function write(path: string, text: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(path);
}

/** The schema of a database that has just been migrated, on the server that tests use. */
async function readSchema(): Promise<string> {
  const server = await findTestServer();
  try {
    const template = await prepareTemplate(server);
    const name = `${server.prefix}_copy_docs`;
    await administrate(server, [
      `drop database if exists ${name} with (force)`,
      `create database ${name} template ${template}`,
    ]);
    const connection = withDatabase(server.administrator, name);
    const database = await connectDatabase({
      connection,
      poolSize: 1,
      applicationName: 'saldo docs',
    });
    try {
      return await schemaText(database);
    } finally {
      await database.close();
      await administrate(server, [`drop database ${name} with (force)`]);
    }
  } finally {
    await server.close();
  }
}

for (const [path, text] of referencePages()) write(path, text);
write(schemaPath, await readSchema());
