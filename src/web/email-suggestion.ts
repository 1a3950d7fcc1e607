/**
 * Finds the address that was probably meant when a domain is misspelt: `gmial.com`, `libero.ti`.
 */

/**
 * Domains of mailboxes common in Italy and Spain; the list is ours, and small enough to stand in a
 * page.
 */
export const likelyDomains = [
  'gmail.com', 'hotmail.com', 'hotmail.it', 'hotmail.es', 'outlook.com', 'outlook.it', 'outlook.es',
  'yahoo.com', 'yahoo.it', 'yahoo.es', 'live.it', 'live.com', 'icloud.com', 'libero.it', 'virgilio.it',
  'tiscali.it', 'alice.it', 'tim.it', 'fastwebnet.it', 'pec.it', 'legalmail.it', 'arubapec.it',
  'telefonica.net', 'proton.me',
] as const; // prettier-ignore

/** @returns the address with the likely domain, or null when nothing looks misspelt */
export function suggestEmail(address: string): string | null {
  const [local = '', domain = '', ...more] = address.trim().toLowerCase().split('@');
  if (!local || domain.length < 4 || domain.length > 40 || more.length > 0) return null;
  if ((likelyDomains as readonly string[]).includes(domain)) return null;
  const [nearest] = likelyDomains
    .map((likely) => ({ likely, changes: changesBetween(domain, likely) }))
    .toSorted((one, other) => one.changes - other.changes);
  if (!nearest || nearest.changes > (nearest.likely.length > 8 ? 2 : 1)) return null;
  return `${address.trim().slice(0, local.length)}@${nearest.likely}`;
}

/**
 * Letters to change, add, drop or swap with their neighbour (optimal string alignment distance).
 */
function changesBetween(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      line[column] = Math.min(
        (line[column - 1] ?? 0) + 1,
        (rows[row - 1]?.[column] ?? 0) + 1,
        (rows[row - 1]?.[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (rows[row - 2]?.[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    rows.push(line);
  }
  return rows[one.length]?.[other.length] ?? 0;
}
