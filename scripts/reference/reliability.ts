/** The tables of docs/reliability.md: figures, faults, requirements, sabotages; the text around them is written by hand. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sizesInCi } from '../../prove/arguments.ts';
import { requirements } from '../../prove/attack/requirements.ts';
import { faultGroups, type Answer } from '../../prove/faults/index.ts';
import { addUp, boundsOf, reachedOf } from '../../prove/figures.ts';
import { readKeptRuns } from '../../prove/keep-runs.ts';
import { wrongs } from '../../prove/part.ts';
import { sabotages } from '../../prove/sabotage/registry.ts';
import { code, table } from './markdown.ts';

const root = join(import.meta.dirname, '..', '..');
const path = 'docs/reliability.md';

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

/** All kept runs added up, and what they were. */
function figures(): string {
  const kept = readKeptRuns();
  if (kept.length === 0) return 'No long run has been kept yet.';
  const totals = addUp(kept, () => '');
  const { efforts: done } = totals;
  const bounds = boundsOf(totals);
  const tried: [string, string][] = [
    ['schedules', grouped(done.schedules)],
    ['steps in them', grouped(done.steps)],
    ['processes killed', grouped(done.process_kills)],
    ['crashes of the database', grouped(done.db_crashes)],
    ['crash points reached at least five times', reachedOf(totals.crashPoints)],
    ['legal state edges taken at least five times', reachedOf(totals.edges)],
    ['kinds of fault at work', grouped(Object.values(totals.faults).filter(Boolean).length)],
    ['payments', grouped(done.payments)],
    ['calls to the provider', grouped(done.psp_calls)],
    ['inputs to importers', grouped(done.importer_inputs)],
    ['inputs over HTTP', grouped(done.http_inputs)],
    ['attacks that came to nothing', `${done.attacks_passed}/${done.attacks_run}`],
    ['sabotages caught', `${done.sabotages_caught}/${done.sabotages_planted}`],
  ];
  const rows = wrongs.map((wrong) => {
    const bound = bounds[wrong];
    const chance = bound ? `below ${bound.below} per ${bound.of} (3/${grouped(bound.tries)})` : '';
    return [wrong.replaceAll('_', ' '), grouped(totals.wrongs[wrong]), chance];
  });
  const runs = kept.map(({ part, seed, commit, seconds, machine }) => [
    part,
    String(seed),
    code((commit ?? 'unknown').slice(0, 12)),
    String(Math.max(1, Math.round(seconds / 60))),
    `${machine.processors} x ${machine.processor}, ${machine.memory_gib} GiB, Node ${machine.node}`,
  ]);
  return [
    table(['tried', 'how much'], tried),
    table(['what must never happen', 'seen', 'so the chance is, with 95 % confidence'], rows),
    'Added up from these runs:',
    table(['part', 'seed', 'commit', 'minutes', 'machine'], runs),
  ].join('\n\n');
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
