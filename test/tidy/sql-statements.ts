/** Reads the SQL that our code holds: every `sql` template, and how it names tables and organisations. */
import type { SourceFile } from './source-files.ts';

export type Statement = {
  /** `path:line`. */
  readonly at: string;
  /** What is put in stands between `«` and `»`. */
  readonly text: string;
};

/** Every template marked `sql` of a file, nested ones apart and in the place where they are put in. */
export function statementsOf(file: SourceFile): Statement[] {
  const starts = [...file.text.matchAll(/\bsql`/g)].map((match) => match.index + match[0].length);
  return starts.map((start) => ({
    at: `${file.path}:${file.text.slice(0, start).split('\n').length}`,
    text: readTemplate(file.text, start).text,
  }));
}

/** @param start just behind the opening backtick */
function readTemplate(source: string, start: number): { text: string; end: number } {
  let text = '';
  let index = start;
  while (index < source.length && source.charAt(index) !== '`') {
    if (source.startsWith('${', index)) {
      const end = skipExpression(source, index + 2);
      text += `«${source.slice(index + 2, end)}»`;
      index = end + 1;
    } else {
      if (source.charAt(index) === '\\') index += 1;
      text += source.charAt(index);
      index += 1;
    }
  }
  return { text, end: index };
}

/** @returns where the closing brace is */
function skipExpression(source: string, start: number): number {
  let depth = 0;
  let index = start;
  while (index < source.length) {
    const character = source.charAt(index);
    if (character === '`') index = readTemplate(source, index + 1).end;
    if (character === "'") index = source.indexOf("'", index + 1);
    if (character === '{') depth += 1;
    if (character === '}' && depth === 0) return index;
    if (character === '}') depth -= 1;
    index += 1;
  }
  return index;
}

type Mention = { readonly table: string; readonly alias: string; readonly verb: string };

const keywords =
  'where|on|using|set|values|select|order|group|join|left|inner|cross|full|limit|for|returning|default|as|with|union|having';

function mentionsOf(text: string, tables: readonly string[]): Mention[] {
  const pattern = new RegExp(
    `\\b(from|join|update|into|using|,)\\s+(?:only\\s+|lateral\\s+)?(${tables.join('|')})\\b(?!\\s*\\.)` +
      `(?:\\s+(?:as\\s+)?(?!(?:${keywords})\\b)([a-z_]+))?`,
    'g',
  );
  return [...text.matchAll(pattern)]
    .filter(({ 1: verb, index }) => verb !== ',' || isAmongTables(text.slice(0, index)))
    .map(([, verb = '', table = '', alias = table]) => ({ table, alias, verb }));
}

const clauses = /\b(select|from|join|into|update|set|values|where|on|order|group|returning)\b/g;

/** Whether a comma after this parts tables, and not columns that may be called like one. */
function isAmongTables(before: string): boolean {
  const clause = [...before.matchAll(clauses)].at(-1)?.[1];
  return clause === 'from' || clause === 'join';
}

/**
 * The tables that a statement reads or changes without saying of which organisation.
 *
 * Rough: it counts. Each mention of a table needs a condition on its own organisation_id, written
 * with its name or alias, in a `using`, or bare; a bare one serves one mention. At least one must
 * compare with a value, or with the statement that it is a part of, unless one is inserted.
 */
export function unscopedTables(text: string, tables: readonly string[]): string[] {
  const bare = text.replaceAll(/--.*$/gm, '').replaceAll(/'[^']*'/g, "''");
  const mentions = mentionsOf(bare, tables);
  const isAnchored =
    /\borganisation_id\s*=\s*(?:any\s*\()?(?:«|\$\d)/.test(bare) || isPartOfAnother(bare, mentions);
  if (!isAnchored && !mentions.some(({ verb }) => verb === 'into')) {
    return mentions.map(({ table }) => table);
  }
  let unnamed = count(bare, /(?<![.\w])organisation_id\s*(?:=|in\b|is\b)/g);
  unnamed += count(bare, /using\s*\(\s*organisation_id\b/g);
  return mentions.flatMap(({ table, alias, verb }) => {
    if (verb === 'into') return insertsOrganisation(bare, table) ? [] : [table];
    const named = new RegExp(
      `\\b${alias}\\.organisation_id\\s*=|=\\s*${alias}\\.organisation_id\\b|\\(${alias}\\.organisation_id,`,
    );
    if (named.test(bare)) return [];
    unnamed -= 1;
    return unnamed < 0 ? [table] : [];
  });
}

/** Whether it takes the organisation of a table that it does not mention: that of the statement it stands in. */
function isPartOfAnother(text: string, mentions: readonly Mention[]): boolean {
  const own = new Set(mentions.map(({ alias }) => alias));
  return [...text.matchAll(/=\s*(\w+)\.organisation_id\b/g)].some(
    ([, alias = '']) => !own.has(alias),
  );
}

function insertsOrganisation(text: string, table: string): boolean {
  return new RegExp(`\\binto\\s+${table}(?:\\s+as\\s+\\w+)?\\s*\\(\\s*organisation_id\\b`).test(
    text,
  );
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
