/** The figures of a run in words, for whoever reads them on a screen. */
import type { Figures } from './figures.ts';
import type { Judgement } from './judge.ts';
import { wrongs } from './part.ts';

export function tableOf(figures: Figures, judgement: Judgement): string {
  const sections = [tried(figures), notSeen(figures), failed(figures), told(judgement)];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function tried(figures: Figures): string[] {
  const { webhooks } = figures;
  const rows: [string, string | number][] = [
    ['seed', figures.seed_base],
    ['schedules', figures.schedules],
    ['steps', figures.steps],
    ['processes killed', figures.process_kills],
    ['database crashes', figures.db_crashes],
    ['crash points reached often', figures.crash_points_hit],
    ['state edges taken often', figures.edges_hit],
    ['kinds of fault at work', Object.keys(figures.faults_by_kind).length],
    ['payments', figures.payments],
    ['money moved, in minor units', figures.money_minor],
    ['calls to the provider', figures.psp_calls],
    ['notifications sent', webhooks.sent],
    ['  dropped, doubled', `${webhooks.dropped}, ${webhooks.duplicated}`],
    ['  reordered, late, forged', `${webhooks.reordered}, ${webhooks.late}, ${webhooks.forged}`],
    ['inputs to importers', figures.importer_inputs],
    ['inputs over HTTP', figures.http_inputs],
    ['attacks repelled', figures.attacks],
    ['sabotages caught', figures.sabotage],
    ...Object.entries(figures.seconds).map(([part, seconds]): [string, string] => [
      `seconds for ${part}`,
      String(Math.round(seconds)),
    ]),
    ...figures.skipped.map((part): [string, string] => [part, 'not run']),
  ];
  return rows.map(([name, value]) => `${name.padEnd(30)} ${value}`);
}

function notSeen(figures: Figures): string[] {
  return wrongs.map((wrong) => {
    const name = wrong.replaceAll('_', ' ').padEnd(30);
    const bound = figures.bounds[wrong];
    if (figures[wrong] > 0) return `${name} ${figures[wrong]}  WRONG`;
    if (bound === undefined) return `${name} 0  (nothing was tried)`;
    return `${name} 0  (below ${bound.below} per ${bound.of}, 3/${bound.tries})`;
  });
}

function failed(figures: Figures): string[] {
  return figures.failures.map(
    (failure) =>
      `${failure.part}: ${failure.kind}\n  ${failure.message.replaceAll('\n', '\n  ')}\n  repeat: ${failure.repeat}`,
  );
}

function told({ wrong, untold }: Judgement): string[] {
  return [
    ...untold.map((sentence) => `too little to tell: ${sentence}`),
    ...wrong.map((sentence) => `wrong: ${sentence}`),
    wrong.length === 0 ? 'All holds.' : 'Not all holds.',
  ];
}
