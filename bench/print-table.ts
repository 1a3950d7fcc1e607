/** The result as tables in Markdown, for a terminal and for docs/performance.md alike. */
import type { FigureResult, Measurement } from './figure.ts';
import type { Spread } from './machine/spread.ts';

export function tableOf(results: Readonly<Record<string, FigureResult>>): string {
  return Object.entries(results)
    .map(([name, result]) => `## ${name}\n\n${figureTable(result)}`)
    .join('\n\n');
}

export function figureTable({ measurements, notes }: FigureResult): string {
  const lines = measurements.map(
    (one) =>
      `| ${one.name} | ${spread(one.ours)} ${one.unit} | ${one.reference ? spread(one.reference.value) : '–'} | ${one.ratio ?? '–'} | ${verdict(one)} |`,
  );
  const [first] = measurements;
  return [
    `| | ours | ${first?.reference?.name ?? 'reference'} | ratio | target |`,
    '|---|---|---|---|---|',
    ...lines,
    '',
    ...measurements.flatMap(details),
    ...notes.map((note) => `- ${note}`),
  ].join('\n');
}

function spread({ median, least, most }: Spread): string {
  return least === most ? String(median) : `${median} (${least}–${most})`;
}

function verdict({ target, isReached }: Measurement): string {
  if (target === null) return '';
  return isReached === null ? target : `${target}: ${isReached ? 'reached' : 'not reached'}`;
}

function details({ name, detail }: Measurement): string[] {
  const parts = Object.entries(detail).map(([key, value]) => `${key} ${value}`);
  return parts.length === 0 ? [] : [`- ${name}: ${parts.join(', ')}`];
}
