/** The command line of Saldo. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Before anything of ours is loaded: reading and stripping the sources is most of a start.
enableCompileCache(join(import.meta.dirname, '../.cache/compiled'));
const { run } = await import('./commands/run.ts');

// A disk that is full must not end what only wanted to say that it is ready.
process.stderr.on('error', () => {});

process.exitCode = await run(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  say: (line) => process.stderr.write(`${line}\n`),
});
