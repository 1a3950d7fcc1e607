/** The instant that a cell holds. */

/** @param cell as PostgreSQL writes it in UTC: `2026-11-22 15:41:40.123456+00` */
export function instantOfCell(cell: string): Date {
  const text = cell
    .replace(' ', 'T')
    .replace(/(\.\d{3})\d*/, '$1')
    .replace('+00', 'Z');
  return new Date(text);
}
