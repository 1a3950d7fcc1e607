/** Texts as the search compares them: without case and accents, a part of a word like the whole. */
import { sql, type Sql } from '../database/sql.ts';

/** The indexes of the migration of reports are on exactly this expression. */
export function folded(text: Sql): Sql {
  return sql`translate(lower(${text}), 'àáâãäåèéêëìíîïòóôõöùúûüñçý', 'aaaaaaeeeeiiiiooooouuuuncy')`;
}

/** That `text` holds every one of the words, whatever stands around them. */
export function holdsAll(text: Sql, words: readonly string[]): Sql {
  return allOf(
    words.map((word) => sql`${folded(text)} like ${folded(sql`${patternOf(word)}::text`)}`),
  );
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

/** The texts of a due that no invoice tells of by which whoever owes it is found. */
export const debtorText = sql`d.debtor_name || ' ' || coalesce(d.debtor_tax_id, '')`;

/** Numbers of notices are printed in groups: `RF18 5390 0754 7034`. */
export function noticeNumberOf(words: readonly string[]): string {
  return words.join('').toUpperCase();
}
