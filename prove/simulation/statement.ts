/** What the simulation reads of a statement: a name for the trace, whom it may wait for, whether its rows have an order. */

type Reading = { readonly name: string; readonly hasOrder: boolean; readonly mayWait: boolean };

/** The portal has a few hundred statements, and says them over and over. */
const readings = new Map<string, Reading>();

function read(text: string): Reading {
  const known = readings.get(text);
  if (known) return known;
  const reading = { name: readName(text), hasOrder: readOrder(text), mayWait: readWait(text) };
  readings.set(text, reading);
  return reading;
}

/** `update attempts`: the verb and the first table. */
export function nameOf(text: string): string {
  return read(text).name;
}

/** Reading without a lock waits for nobody, and neither do the ends of transactions. */
export function mayWait(text: string): boolean {
  return read(text).mayWait;
}

/**
 * Rows in an order of their own where the statement asks for none: PostgreSQL may give them in any,
 * and a schedule must not depend on where rows lie on its disk.
 */
export function sorted<R extends object>(text: string, rows: R[]): R[] {
  if (rows.length < 2 || read(text).hasOrder) return rows;
  const key = (row: R): string => Object.values(row).map(String).join('\u0000');
  return rows.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

function readName(text: string): string {
  const verb = /^\s*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? '';
  const table = /\b(?:from|into|update)\s+(?:only\s+)?([a-z_]+)/i.exec(text)?.[1] ?? '';
  return `${verb} ${table.toLowerCase()}`.trim();
}

function readWait(text: string): boolean {
  return /\b(?:insert into|update \w+\s+set|delete from)\b|\bfor (?:no key )?(?:update|share)\b/i.test(
    text,
  );
}

/** An `order by` inside brackets orders something else. */
function readOrder(text: string): boolean {
  let outside = text;
  for (let before = ''; before !== outside;) {
    before = outside;
    outside = outside.replaceAll(/\([^()]*\)/g, ' ');
  }
  return /\border\s+by\b/i.test(outside);
}
