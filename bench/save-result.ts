/** Keeps a result in `bench/results.json` and its tables in `docs/performance.md`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { FigureResult } from './figure.ts';
import type { Machine } from './machine/describe-machine.ts';
import { figureTable } from './print-table.ts';

export type Report = {
  readonly begun_at: string;
  readonly machine: Machine;
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly figures: Readonly<Record<string, FigureResult>>;
};

type Saved = Record<string, Omit<Report, 'figures'> & { readonly result: FigureResult }>;

const resultsFile = join(import.meta.dirname, 'results.json');
const page = join(import.meta.dirname, '../docs/performance.md');

/** Figures that were not measured this time stay as they were. */
export async function saveResult({ figures, ...conditions }: Report): Promise<void> {
  const saved = readSaved();
  for (const [name, result] of Object.entries(figures)) saved[name] = { ...conditions, result };
  await write(resultsFile, JSON.stringify(saved));
  let text = readFileSync(page, 'utf8');
  for (const [name, { result, machine, begun_at: begunAt }] of Object.entries(saved)) {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < 0) throw new Error(`docs/performance.md has no place for ${name}`);
    const where = `Measured ${begunAt.slice(0, 10)}; load of the machine before it ${machine['load_before']}.`;
    const table = `${begin}\n\n${where}\n\n${figureTable(result)}\n\n`;
    text = text.slice(0, from) + table + text.slice(to);
  }
  await write(page, text);
}

function readSaved(): Saved {
  if (!existsSync(resultsFile)) return {};
  const saved: Saved = JSON.parse(readFileSync(resultsFile, 'utf8'));
  return saved;
}

async function write(file: string, text: string): Promise<void> {
  const config = await resolveConfig(file);
  writeFileSync(file, await format(text, { ...config, filepath: file }));
}
