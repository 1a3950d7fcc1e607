/** Loads files into a real database: whole or not at all, once, and with the sums that were read. */
import type { InvoiceDocument } from '../../../src/invoices/formats/index.ts';
import { importInvoices, type ImportedFile } from '../../../src/invoices/index.ts';
import { normaliseTaxId } from '../../../src/organisations/index.ts';
import { importedRows, type ImportedRows, type Surroundings } from '../surroundings.ts';
import type { Tally } from '../tally.ts';
import type { Disguised } from './disguise.ts';

export type Loader = {
  readonly load: (tally: Tally, input: Disguised) => Promise<void>;
};

/** Knows which invoices are loaded, and so what each further file must add. */
export function startLoader(surroundings: Surroundings): Loader {
  const known = new Set<string>();
  return {
    load: async (tally, input) => {
      tally.importerInput();
      const found = await loadTwice(surroundings, known, input).catch((error: unknown) => ({
        kind: 'fuzz_crashes' as const,
        message: `an import failed: ${causes(error)}`,
      }));
      if (found) await tally.failure({ ...found, input: input.bytes, ending: input.name });
    },
  };
}

type Wrong = {
  readonly kind: 'fuzz_crashes' | 'phantom' | 'wrong_amount' | 'fuzz_answer';
  readonly message: string;
};

async function loadTwice(
  surroundings: Surroundings,
  known: Set<string>,
  input: Disguised,
): Promise<Wrong | null> {
  const { database } = surroundings;
  const before = await importedRows(database);
  const dry = await load(surroundings, input, true);
  const untouched = compare('a dry run', before, await importedRows(database));
  if (untouched) return untouched;
  const first = await load(surroundings, input, false);
  const between = await importedRows(database);
  const again = await load(surroundings, input, false);
  const after = await importedRows(database);
  if (!same(statuses(dry), statuses(first)) && first.length === 1) {
    return {
      kind: 'fuzz_answer',
      message: `a dry run said ${statuses(dry).join()}, then ${statuses(first).join()}`,
    };
  }
  const isAgain = again.every(
    ({ status }, at) =>
      status === (first[at]?.status === 'rejected' ? 'rejected' : 'already_known'),
  );
  if (!isAgain) {
    return {
      kind: 'phantom',
      message: `loaded twice: ${statuses(first).join()}, then ${statuses(again).join()}`,
    };
  }
  return compare('a second load', between, after) ?? judgeLoad(known, first, before, between);
}

/** Nothing of what was rejected, all of what was not, each invoice once. */
function judgeLoad(
  known: Set<string>,
  files: readonly ImportedFile[],
  before: ImportedRows,
  after: ImportedRows,
): Wrong | null {
  const loaded = files.filter(({ status }) => status !== 'rejected');
  if (loaded.length === 0) return compare('a rejected file', before, after);
  let [invoices, dues, asked] = [0n, 0n, 0n];
  for (const document of loaded.flatMap(({ documents }) => documents)) {
    const identity = identityOf(document);
    if (known.has(identity)) continue;
    known.add(identity);
    invoices += 1n;
    dues += BigInt(document.instalments.length);
    asked += document.instalments.reduce((sum, { amount }) => sum + amount.minor, 0n);
  }
  const found = [after.invoices - before.invoices, after.dues - before.dues];
  if (!same(found, [invoices, dues])) {
    return {
      kind: 'phantom',
      message: `${found.join(' and ')} invoices and dues were added, not ${invoices} and ${dues}`,
    };
  }
  const more = after.asked - before.asked;
  if (more === asked) return null;
  return { kind: 'wrong_amount', message: `dues of ${more} were added for invoices of ${asked}` };
}

function identityOf({ supplier, issuedOn, number, documentType }: InvoiceDocument): string {
  const supplierId = normaliseTaxId(supplier.taxIds[0] ?? '');
  return JSON.stringify([supplierId, Number(issuedOn.slice(0, 4)), number, documentType]);
}

function load(
  { context, organisation }: Surroundings,
  { name, bytes }: Disguised,
  dryRun: boolean,
): Promise<ImportedFile[]> {
  async function* open(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const how = { organisation, dryRun, replace: false, actor: 'fuzz' };
  return Array.fromAsync(importInvoices(context, { name, open }, how));
}

function compare(what: string, before: ImportedRows, after: ImportedRows): Wrong | null {
  if (same(Object.values(before), Object.values(after))) return null;
  const shown = [before, after].map((rows) => Object.entries(rows).join(' '));
  return { kind: 'phantom', message: `${what} left something behind: ${shown.join(' became ')}` };
}

function statuses(files: readonly ImportedFile[]): string[] {
  return files.map(({ status, error }) => (error ? `${status} ${error.code}` : status));
}

function same(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}

function causes(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${causes(error.cause)}\nin ${own}`;
}
