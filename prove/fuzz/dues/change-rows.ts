/** Changes files of dues as careless or hostile people write them: cells and rows, not bytes. */
import { hostileDates, hostileNumbers, hostileTexts, unprintableTexts } from '../hostile-values.ts';
import type { Random } from '../random.ts';
import type { Grid } from './corpus.ts';

const cells = [
  ...hostileNumbers, ...hostileDates, ...hostileTexts, ...unprintableTexts,
  '=HYPERLINK("https://evil.example")', "'=1+1", '"', '""', '"x', 'x"y"z', '[]', '[{}]', '[{"text":"a","amount":"10.00"}]', '{"__proto__":1}',
  '[{"tax_id":"1","iban":"IT60X0542811101000000123456","amount":"10.00"}]', 'whole', 'rata', 'yes', 'sì', 'USD', 'JPY', 'XXX', '301000000000000001',
]; // prettier-ignore

const names = ['importo', 'amount', 'saldo_error', '__proto__', 'line1_amount', 'line99_text', 'line100_text', '', 'id;x', 'colour', 'a'.repeat(999)]; // prettier-ignore

/** One to four changes. */
export function changeRows(random: Random, grid: Grid): Grid {
  let changed = grid;
  for (let times = 1 + random.below(4); times > 0; times -= 1) {
    changed = random.pick(changes)(random, changed);
  }
  return changed;
}

type Change = (random: Random, grid: Grid) => Grid;

const changes: readonly Change[] = [
  (random, grid) => withCell(random, grid, random.pick(cells)),
  (random, grid) => withCell(random, grid, random.pick(cells)),
  (random, grid) => withCell(random, grid, random.pick(cells)),
  (random, grid) => withHeader(grid, random.below(grid[0]?.length ?? 1), random.pick(names)),
  (random, grid) => grid.filter((_, index) => index !== random.below(grid.length)),
  (random, grid) => [...grid, ...grid.slice(random.below(grid.length))],
  (random, grid) => grid.map((row) => (random.once(4) ? row.slice(0, -1) : row)),
  (random, grid) => grid.map((row) => (random.once(4) ? [...row, random.pick(cells)] : row)),
  (_, grid) => [grid[0] ?? [], ...grid.slice(1).toReversed()],
  (random, grid) => Array.from({ length: 1 + random.below(300) }, () => grid.at(-1) ?? []),
];

function withCell(random: Random, grid: Grid, cell: string): Grid {
  const [at, column] = [1 + random.below(grid.length - 1), random.below(grid[0]?.length ?? 1)];
  return grid.map((row, index) =>
    index === at && row.length > 0 ? row.with(Math.min(column, row.length - 1), cell) : row,
  );
}

function withHeader(grid: Grid, column: number, name: string): Grid {
  return grid.map((row, index) =>
    index === 0 && row.length > column ? row.with(column, name) : row,
  );
}
