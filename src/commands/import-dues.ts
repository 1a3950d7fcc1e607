/** `import dues`: loads files of dues, each whole or its good rows, and says what is wrong with the others. */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { CommitUnknown } from '../database/database.ts';
import {
  columnNamed,
  encodings,
  importDues,
  ImportStopped,
  type ImportDuesOptions,
  type Reading,
} from '../due-imports/index.ts';
import { UsageError, type Run, type Terminal } from './command.ts';
import { createFailedRowsFile } from './failed-rows-file.ts';
import { parseArguments } from './parse-arguments.ts';
import { refuseMissing } from './refuse-missing.ts';
import { reportDues } from './report-dues.ts';
import { showProgress } from './show-progress.ts';
import { staySmall } from './stay-small.ts';
import { actorHere, organisationNamed, withPortal } from './with-portal.ts';

const flag = { type: 'boolean', default: false } as const;
const text = { type: 'string' } as const;

export const importDuesCommand: Run = async (args, terminal) => {
  const { values, positionals } = parseArguments(
    args,
    {
      organisation: text,
      'failed-rows': text,
      decimal: text,
      encoding: text,
      'dry-run': flag,
      replace: flag,
      'only-good': flag,
      json: flag,
      column: { type: 'string', multiple: true },
    },
    Infinity,
  );
  if (positionals.length === 0) throw new UsageError('FILE: which file?');
  const reading = readReading(values);
  for (const file of positionals) await refuseMissing(file);
  staySmall();
  return withPortal(terminal, async (portal) => {
    const options = {
      organisation: await organisationNamed(portal, values.organisation),
      way: values['only-good'] ? 'good' : 'all',
      dryRun: values['dry-run'],
      replace: values.replace,
      reading,
      actor: actorHere(),
      services: null,
    } as const;
    const report = reportDues(terminal, { json: values.json, dryRun: values['dry-run'] });
    for (const path of positionals) {
      const failed = createFailedRowsFile(values['failed-rows'], basename(path));
      const progress = showProgress(basename(path));
      const source = { name: basename(path), open: () => createReadStream(path) };
      const more = { failedRows: { language: 'en', open: failed.open } as const, ...progress };
      try {
        report.add(await importDues(portal.context, source, { ...options, ...more }));
      } catch (error) {
        return ended(terminal, error, source.name, options);
      } finally {
        progress.end();
      }
      if (failed.written()) terminal.say(`${source.name}: the failed rows are in ${failed.path}`);
    }
    return report.end();
  });
};

function readReading(values: {
  readonly column?: string[] | undefined;
  readonly decimal?: string | undefined;
  readonly encoding?: string | undefined;
}): Reading {
  const { decimal, encoding } = values;
  if (decimal !== undefined && decimal !== 'comma' && decimal !== 'dot') {
    throw new UsageError(`--decimal: ${decimal} is neither comma nor dot`);
  }
  const known = encodings.find((one) => one === encoding?.toLowerCase());
  if (encoding !== undefined && !known) {
    throw new UsageError(`--encoding: ${encoding} is none of ${encodings.join(', ')}`);
  }
  return { columns: readMapping(values.column ?? []), decimal, encoding: known };
}

function readMapping(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((pair) => {
      const at = pair.lastIndexOf('=');
      const [name, column] = [pair.slice(0, at), pair.slice(at + 1)];
      if (at < 1)
        throw new UsageError(`--column: write ${pair}=COLUMN, or ${pair}=- to leave it out`);
      if (column !== '-' && columnNamed(column) === null) {
        throw new UsageError(`--column: there is no column ${column}`);
      }
      return [name, column];
    }),
  );
}

/** Says what is loaded of a file that was stopped, or of which the last word is not known. */
function ended(
  terminal: Terminal,
  error: unknown,
  file: string,
  { way }: Pick<ImportDuesOptions, 'way'>,
): number {
  const again = 'the same command completes it';
  if (error instanceof ImportStopped) {
    const loaded = way === 'all' ? 'nothing of it' : `${error.loaded} of its rows`;
    terminal.say(`${file}: stopped; ${loaded} was loaded; ${again}`);
    return 1;
  }
  if (error instanceof CommitUnknown) {
    terminal.say(`${file}: the database did not confirm the last rows; ${again}`);
    return 1;
  }
  throw error;
}
