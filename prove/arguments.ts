/** Reads what `npm run prove` is asked for: which parts, how much of each, from which seed. */
import { parseArgs } from 'node:util';
import { partIds, type PartId, type PartOptions } from './part.ts';

export type Sizes = Omit<PartOptions, 'progress' | 'seed' | 'only' | 'untilFailure'>;

/** What every change has to pass; judged strictly from this size on. */
export const sizesInCi: Sizes = {
  schedules: 1_000,
  kills: 120,
  databaseCrashes: 10,
  importerInputs: 10_000,
  httpInputs: 3_000,
  sabotages: 6,
};

export type Asked = {
  readonly parts: readonly PartId[];
  readonly sizes: Sizes;
  /** Null: one is drawn, and printed. */
  readonly seed: number | null;
  readonly json: boolean;
  /** Names of attacks or sabotages; empty: all. */
  readonly only: readonly string[];
  readonly untilFailure: boolean;
  /** Keeps the figures beside those of other runs. */
  readonly keep: boolean;
};

export const usage = `usage: npm run prove -- [--simulation] [--crash] [--fuzz] [--attack] [--sabotage]
  [--schedules N] [--kills N] [--database-crashes N] [--importer-inputs N] [--http-inputs N]
  [--sabotages N] [--only NAME]… [--seed S] [--until-failure]
  [--json] [--keep]
Without the name of a part all of them run; --only names attacks or sabotages; --keep keeps the figures for docs/reliability.md. Exit status: 0 all holds, 1 something does not, 2 wrong usage.`;

/** The command was written wrongly; the message says how. */
export class UsageError extends Error {}

const sizeOptions: readonly (readonly [keyof Sizes, string])[] = [
  ['schedules', 'schedules'],
  ['kills', 'kills'],
  ['databaseCrashes', 'database-crashes'],
  ['importerInputs', 'importer-inputs'],
  ['httpInputs', 'http-inputs'],
  ['sabotages', 'sabotages'],
];

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** @throws UsageError */
export function readArguments(words: readonly string[]): Asked | 'help' {
  const given = parse(words);
  if (given.help) return 'help';
  const named = partIds.filter((part) => given[part]);
  return {
    parts: named.length > 0 ? named : partIds,
    sizes: {
      schedules: readNumber('schedules', given.schedules) ?? sizesInCi.schedules,
      kills: readNumber('kills', given.kills) ?? sizesInCi.kills,
      databaseCrashes:
        readNumber('database-crashes', given['database-crashes']) ?? sizesInCi.databaseCrashes,
      importerInputs:
        readNumber('importer-inputs', given['importer-inputs']) ?? sizesInCi.importerInputs,
      httpInputs: readNumber('http-inputs', given['http-inputs']) ?? sizesInCi.httpInputs,
      sabotages: readNumber('sabotages', given.sabotages) ?? sizesInCi.sabotages,
    },
    seed: readNumber('seed', given.seed),
    json: given.json,
    only: given.only,
    untilFailure: given['until-failure'],
    keep: given.keep,
  };
}

function parse(words: readonly string[]) {
  const options = {
    simulation: flag,
    crash: flag,
    fuzz: flag,
    attack: flag,
    sabotage: flag,
    schedules: text,
    kills: text,
    'database-crashes': text,
    'importer-inputs': text,
    'http-inputs': text,
    sabotages: text,
    seed: text,
    only: { type: 'string', multiple: true, default: [] as string[] } as const,
    json: flag,
    keep: flag,
    'until-failure': flag,
    help: flag,
  };
  try {
    return parseArgs({ args: [...words], options, strict: true }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message, { cause: error });
  }
}

function readNumber(name: string, given: string | undefined): number | null {
  if (given === undefined) return null;
  if (!/^\d{1,9}$/.test(given)) throw new UsageError(`--${name}: ${given} is not a whole number`);
  return Number(given);
}

/** The same as words, to repeat a run; sizes that are as in CI are left out. */
export function writeArguments(
  parts: readonly PartId[],
  { sizes, only }: Pick<Asked, 'sizes' | 'only'>,
  seed: number,
): readonly string[] {
  const changed = sizeOptions.flatMap(([name, option]) =>
    sizes[name] === sizesInCi[name] ? [] : [`--${option}`, String(sizes[name])],
  );
  const names = only.flatMap((name) => ['--only', name]);
  return [...parts.map((part) => `--${part}`), ...changed, ...names, '--seed', String(seed)];
}
