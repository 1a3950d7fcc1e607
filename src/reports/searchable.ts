/** Texts as the search compares them, without case and accents: by whole words, or by any part of them. */
import { sql, type Sql } from '../database/sql.ts';

/** `words`: all that was typed are whole words of a text; `parts`: they stand in it, whatever is around them. */
export type Meaning = 'words' | 'parts';

/** That `text` has every one of the words; indexes are on the expressions of both meanings. */
export function holdsAll(text: Sql, words: readonly string[], meaning: Meaning): Sql {
  return meaning === 'words' ? holdsWords(text, words) : holdsParts(text, words);
}

function holdsParts(text: Sql, words: readonly string[]): Sql {
  return allOf(
    words.map((word) => sql`${folded(text)} like ${folded(sql`${patternOf(word)}::text`)}`),
  );
}

/** What was typed without a gap, such as `2026/1043`, must stand together; what is around it separates. */
function holdsWords(text: Sql, words: readonly string[]): Sql {
  const typed = wordsOf(sql`${words.join(' ')}::text`);
  const compounds = words.filter((word) => /[\p{L}\p{N}][^\p{L}\p{N}]+[\p{L}\p{N}]/u.test(word));
  return allOf([
    sql`${wordsOf(text)} @> ${typed}`,
    sql`${typed} <> '{}'`,
    ...compounds.map(
      (word) =>
        sql`' ' || ${lineOf(text)} || ' ' like '% ' || ${lineOf(sql`${word}::text`)} || ' %'`,
    ),
  ]);
}

function folded(text: Sql): Sql {
  return sql`translate(lower(${text}), 'àáâãäåèéêëìíîïòóôõöùúûüñçý', 'aaaaaaeeeeiiiiooooouuuuncy')`;
}

/** Compared by bytes, so that no change of a system's alphabet breaks the index. */
function wordsOf(text: Sql): Sql {
  return sql`string_to_array(${lineOf(text)}, ' ') collate "C"`;
}

/** The words with one space between them; folding costs the most and is left out where there is no accent. */
function lineOf(text: Sql): Sql {
  const plain = sql`case when octet_length(${text}) = char_length(${text}) then lower(${text}) else ${folded(text)} end`;
  return sql`btrim(regexp_replace(${plain}, '[^[:alnum:]]+', ' ', 'g'))`;
}

/** @param conditions at least one */
export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.reduce((one, other) => sql`${one} and ${other}`);
}

/** @param parts at least one */
export function listed(parts: readonly Sql[]): Sql {
  return parts.reduce((one, other) => sql`${one}, ${other}`);
}

function patternOf(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/** The texts of an invoice by which it is found: whom it is for, and its number. */
export const invoiceText = sql`i.customer_name || ' ' || i.number`;
