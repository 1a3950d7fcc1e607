/** What the simulation reads of a statement: a name for the trace, and whether its rows have an order. */

const pattern = /\b(?:from|into|update)\s+(?:only\s+)?([a-z_]+)/i;

/** `update attempts`: the verb and the first table. */
export function nameOf(text: string): string {
  const verb = /^\s*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? '';
  const table = pattern.exec(text)?.[1]?.toLowerCase() ?? '';
  return `${verb} ${table}`.trim();
}

/**
 * Rows in an order of their own where the statement asks for none: PostgreSQL may give them in any,
 * and a schedule must not depend on where rows lie on its disk.
 */
export function sorted<R extends object>(text: string, rows: R[]): R[] {
  if (rows.length < 2 || hasOrder(text)) return rows;
  const key = (row: R): string => Object.values(row).map(String).join('\u0000');
  return rows.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** An `order by` inside brackets orders something else. */
function hasOrder(text: string): boolean {
  let outside = text;
  for (let before = ''; before !== outside;) {
    before = outside;
    outside = outside.replaceAll(/\([^()]*\)/g, ' ');
  }
  return /\border\s+by\b/i.test(outside);
}

/** Reading without a lock waits for nobody, and neither do the ends of transactions. */
export function mayWait(text: string): boolean {
  return /\b(?:insert into|update \w+\s+set|delete from)\b|\bfor (?:no key )?(?:update|share)\b/i.test(
    text,
  );
}
