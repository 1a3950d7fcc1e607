/** The tables of docs/reliability.md: figures, faults, requirements, sabotages; the text around them is written by hand. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sizesInCi } from '../../prove/arguments.ts';
import { requirements } from '../../prove/attack/requirements.ts';
import { faultGroups, type Answer } from '../../prove/faults/index.ts';
import { wrongs } from '../../prove/part.ts';
import { sabotages } from '../../prove/sabotage/registry.ts';
import { code, table } from './markdown.ts';

const root = join(import.meta.dirname, '..', '..');
const path = 'docs/reliability.md';
/** What long runs by hand kept: `npm run prove -- --keep`. */
const figuresPath = 'docs/reliability.json';

/** The page with its tables as the code makes them now. */
export function reliabilityPage(): string {
  const parts = {
    figures: figures(),
    faults: faults(),
    requirements: requirementTable(),
    sabotages: sabotageTable(),
  };
  return Object.entries(parts).reduce(
    (text, [name, made]) => putBetween(text, name, made),
    readFileSync(join(root, path), 'utf8'),
  );
}

function putBetween(text: string, name: string, made: string): string {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`${path} has no place for ${name}`);
  const note = `Made by ${code('npm run docs')}; do not edit.`;
  const ignored = ['<!-- prettier-ignore-start -->', note, made, '<!-- prettier-ignore-end -->'];
  return `${before}${begin}\n${ignored.join('\n\n')}\n${end}${after}`;
}

const count = z.number();

const figuresShape = z.object({
  commit: z.string().nullable(),
  seed_base: count,
  schedules: count,
  steps: count,
  process_kills: count,
  db_crashes: count,
  crash_points_hit: z.string(),
  edges_hit: z.string(),
  payments: count,
  money_minor: count,
  psp_calls: count,
  importer_inputs: count,
  http_inputs: count,
  attacks: z.string(),
  sabotage: z.string(),
  bounds: z.record(z.string(), z.object({ of: z.string(), tries: count, below: count })),
  seconds: z.record(z.string(), count),
  machine: z.object({
    node: z.string(),
    platform: z.string(),
    processors: count,
    processor: z.string(),
    memory_gib: count,
  }),
});

/** Of a document that holds much else. */
const wrongsShape = z.looseRecord(z.enum(wrongs), count);

function figures(): string {
  const file = join(root, figuresPath);
  if (!existsSync(file)) return 'No long run has been kept yet.';
  const documents: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return z.array(z.unknown()).parse(documents).map(figuresOfRun).join('\n\n');
}

function figuresOfRun(document: unknown): string {
  const run = figuresShape.parse(document);
  const seen = wrongsShape.parse(document);
  const { machine } = run;
  const tried: [string, string][] = [
    ['schedules', grouped(run.schedules)],
    ['steps in them', grouped(run.steps)],
    ['processes killed', grouped(run.process_kills)],
    ['crashes of the database', grouped(run.db_crashes)],
    ['crash points reached at least five times', run.crash_points_hit],
    ['legal state edges taken at least five times', run.edges_hit],
    ['payments', grouped(run.payments)],
    ['calls to the provider', grouped(run.psp_calls)],
    ['inputs to importers', grouped(run.importer_inputs)],
    ['inputs over HTTP', grouped(run.http_inputs)],
    ['attacks that came to nothing', run.attacks],
    ['sabotages caught', run.sabotage],
  ];
  // A part that did not run has nothing to say, and its zero would only mislead.
  const done = tried.filter(([, figure]) => !/^0(?:\/|$)/.test(figure));
  const rows = wrongs.flatMap((wrong) => {
    const bound = run.bounds[wrong];
    if (!bound && seen[wrong] === 0) return [];
    const chance = bound ? `below ${bound.below} per ${bound.of} (3/${grouped(bound.tries)})` : '';
    return [[wrong.replaceAll('_', ' '), grouped(seen[wrong]), chance]];
  });
  const minutes = Object.entries(run.seconds).map(
    ([part, seconds]) => `${part} ${Math.max(1, Math.round(seconds / 60))} min`,
  );
  return [
    `### ${heading(Object.keys(run.seconds))}, seed ${run.seed_base}`,
    `Commit ${code((run.commit ?? 'unknown').slice(0, 12))}, on ${machine.processors} processors (${machine.processor}), ${machine.memory_gib} GiB, Node ${machine.node}: ${minutes.join(', ')}.`,
    table(['tried', 'how much'], done),
    ...(rows.length > 0
      ? [table(['what must never happen', 'seen', 'so the chance is, with 95 % confidence'], rows)]
      : []),
  ].join('\n\n');
}

function heading(parts: readonly string[]): string {
  const text = parts.join(', ');
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function grouped(value: number): string {
  return value.toLocaleString('en-GB');
}

function faults(): string {
  const all = faultGroups.flatMap((group) => group.faults);
  const kinds = Object.groupBy(all, ({ answer }) => answer.kind);
  const summary = `${all.length} kinds: ${kinds.covered?.length ?? 0} covered, ${kinds.not_yet?.length ?? 0} wait for what they could strike, ${kinds.open?.length ?? 0} open.`;
  const groups = faultGroups.map(({ title, faults: rows }) => {
    const lines = rows.map((fault) => [fault.id, fault.title, answerText(fault.answer)]);
    return `### ${title}\n\n${table(['', 'fault', 'answer'], lines)}`;
  });
  return [summary, ...groups].join('\n\n');
}

function answerText(answer: Answer): string {
  switch (answer.kind) {
    case 'covered':
      return `covered: ${answer.by.map((proof) => (proof.includes('/') ? code(proof) : proof)).join(', ')}`;
    case 'not_yet':
      return `comes with: ${answer.comesWith}`;
    case 'open':
      return `**open**: ${answer.because}`;
    default:
      return answer satisfies never;
  }
}

function requirementTable(): string {
  const rows = requirements.map(({ item, standard, about, attacks, tests, left }) => {
    const answers = [...attacks, ...tests.map(code)].join(', ');
    return [item, about, standard, answers, left];
  });
  return table(['', 'requirement', 'number', 'attacks and tests', 'what is left'], rows);
}

function sabotageTable(): string {
  const rows = sabotages.map(({ id, whatIf, caughtBy }, index) => [
    code(id),
    `What if ${whatIf}?`,
    caughtBy,
    index < sizesInCi.sabotages ? 'with every change' : 'by hand',
  ]);
  return table(['name', 'fault', 'must be seen by', 'planted'], rows);
}
