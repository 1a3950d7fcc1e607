/** Files of dues by the hundred, loaded into a real database: whole or not at all, once, and with the sums that were read. */
import { importDues, type ImportedDues } from '../../../src/due-imports/index.ts';
import { loadOffers } from '../../../src/services/index.ts';
import { duesSource, testOffers } from '../../../test/support/dues-place.ts';
import { mutate } from '../mutate.ts';
import { randomFrom } from '../random.ts';
import {
  importedRows,
  organisationNow,
  type ImportedRows,
  type Surroundings,
} from '../surroundings.ts';
import type { Kind, Tally } from '../tally.ts';
import { watchMemory } from '../watch-memory.ts';
import { changeRows } from './change-rows.ts';
import { goodRows, written, type DuesInput } from './corpus.ts';

const words = ['"', '""', ';', ',', '\t', '\r', '\n', '\r\n', '\0', '\ufeff', '\u0080', 'sep=;', '{', '}', "'=", '1.234', '-', '\ud83d\ude00', 'é']; // prettier-ignore
/** Of the processor, for three looks at a small file. */
const mostCpuMs = 5000;
const mostMebibytes = 200;

export async function fuzzDues(
  tally: Tally,
  surroundings: Surroundings,
  { seed, count }: { readonly seed: number; readonly count: number },
): Promise<void> {
  if (count === 0) return;
  const { context } = surroundings;
  await loadOffers(context, await organisationNow(context), testOffers, 'fuzz');
  for (let index = 0; index < count; index += 1) {
    const input = inputOf(seed, index);
    tally.importerInput();
    tally.fault('F114');
    const memory = watchMemory();
    const before = process.cpuUsage();
    const wrong = await loadThrice(surroundings, input, index % 2 === 0 ? 'all' : 'good').catch(
      (error: unknown) => ({
        kind: 'fuzz_crashes' as const,
        message: `dues failed: ${String(error)}`,
      }),
    );
    const { user, system } = process.cpuUsage(before);
    const grown = memory.stop();
    const { bytes, name } = input;
    const fail = (kind: Kind, message: string): Promise<void> =>
      tally.failure({ kind, message, input: bytes, ending: name.split('.')[1] ?? 'csv' });
    if (wrong) await fail(wrong.kind, wrong.message);
    if ((user + system) / 1000 > mostCpuMs)
      await fail('fuzz_timeouts', 'a file of dues takes long');
    if (grown > mostMebibytes) await fail('fuzz_timeouts', `a file of dues takes ${grown} MiB`);
  }
}

/** A good file, one with changed cells, or one with changed bytes. */
function inputOf(seed: number, index: number): DuesInput {
  const random = randomFrom(seed, 'dues', index);
  const good = goodRows(random, `F${seed}-${index}`);
  if (index % 5 === 0) return written(random, good);
  const changed = written(random, random.once(3) ? good : changeRows(random, good));
  if (random.once(2)) return changed;
  const other = written(random, goodRows(random, `F${seed}-${index}`)).bytes;
  return { ...changed, bytes: mutate(random, changed.bytes, { words, other }) };
}

type Wrong = { readonly kind: Kind; readonly message: string };

async function loadThrice(
  surroundings: Surroundings,
  input: DuesInput,
  way: 'all' | 'good',
): Promise<Wrong | null> {
  const before = await importedRows(surroundings.database);
  const dry = await load(surroundings, input, way, true);
  const untouched = await importedRows(surroundings.database);
  if (untouched.dues !== before.dues) return phantom('a dry run', dry, before, untouched);
  const first = await load(surroundings, input, way, false);
  const after = await importedRows(surroundings.database);
  if (gist(dry) !== gist(first)) {
    return { kind: 'fuzz_answer', message: `a dry run said ${gist(dry)}, then ${gist(first)}` };
  }
  const made = Number(after.dues - before.dues);
  if (made !== first.loaded) return phantom('a load', first, before, after);
  if (way === 'all' && first.rejected > 0 && made > 0)
    return phantom('all or nothing', first, before, after);
  const told = new Set(first.errors.map(({ row }) => row)).size;
  if (told !== first.rejected) {
    return { kind: 'fuzz_answer', message: `${first.rejected} rows are rejected, ${told} named` };
  }
  const again = await load(surroundings, input, way, false);
  const last = await importedRows(surroundings.database);
  if (last.dues !== after.dues || again.loaded > 0)
    return phantom('a repeated load', again, after, last);
  return null;
}

async function load(
  { context }: Surroundings,
  { name, bytes }: DuesInput,
  way: 'all' | 'good',
  dryRun: boolean,
): Promise<ImportedDues> {
  const organisation = await organisationNow(context);
  const options = { organisation, way, dryRun, replace: false, actor: 'fuzz', services: null };
  return importDues(context, duesSource(name, bytes, 64), options);
}

function gist({ status, error, rows, loaded, rejected }: ImportedDues): string {
  return JSON.stringify([status, error?.code ?? null, rows, loaded, rejected]);
}

function phantom(
  what: string,
  said: ImportedDues,
  before: ImportedRows,
  after: ImportedRows,
): Wrong {
  const made = after.dues - before.dues;
  return { kind: 'phantom', message: `${what} said ${gist(said)} and made ${made} dues` };
}
