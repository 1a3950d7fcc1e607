/** `npm run bench`: every figure with its reference, measured in the same run. */
import { parseArgs } from 'node:util';
import { systemClock } from '../src/core/clock.ts';
import type { Figure, FigureResult } from './figure.ts';
import { describeMachine } from './machine/describe-machine.ts';
import { tableOf } from './print-table.ts';
import { documents } from './documents/index.ts';
import { duesImport } from './dues-import/index.ts';
import { growth } from './growth/index.ts';
import { journey } from './journey/index.ts';
import { lists } from './lists/index.ts';
import { lookup } from './lookup/index.ts';
import { memory } from './memory/index.ts';
import { pages } from './pages/index.ts';
import { saveResult } from './save-result.ts';
import { settlement, settlementAsked } from './settlement/index.ts';
import { start } from './start/index.ts';

const figures: readonly Figure[] = [
  settlement,
  settlementAsked,
  journey,
  pages,
  lookup,
  lists,
  growth,
  documents,
  duesImport,
  start,
  memory,
];

const usage = [
  'usage: npm run bench -- [--only NAME]… [--seconds N] [--rounds N] [--full] [--set NAME=VALUE]… [--json] [--save]',
  '',
  ...figures.map((figure) => `  ${figure.name.padEnd(18)} ${figure.summary}`),
].join('\n');

async function main(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      only: { type: 'string', multiple: true },
      seconds: { type: 'string', default: '3' },
      rounds: { type: 'string', default: '3' },
      set: { type: 'string', multiple: true, default: [] },
      full: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      save: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const unknown = values.only?.find((name) => !figures.some((figure) => figure.name === name));
  if (unknown !== undefined || values.help) {
    process.stderr.write(`${usage}\n`);
    return values.help ? 0 : 2;
  }
  const chosen = figures.filter((figure) => values.only?.includes(figure.name) ?? true);
  const options = {
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    full: values.full,
    settings: Object.fromEntries(values.set.map((each) => splitSetting(each))),
    progress: (line: string) => process.stderr.write(`${line}\n`),
  };
  const results: Record<string, FigureResult> = {};
  const begunAt = systemClock.now().toISOString();
  const machine = await describeMachine();
  for (const figure of chosen) {
    options.progress(`${figure.name}: ${figure.summary}`);
    results[figure.name] = await figure.measure(options);
  }
  const { progress: _, ...conditions } = options;
  const report = { begun_at: begunAt, machine, conditions, figures: results };
  const text = values.json ? JSON.stringify(report, null, 2) : tableOf(results);
  process.stdout.write(`${text}\n`);
  if (values.save) await saveResult(report);
  return 0;
}

function splitSetting(text: string): [string, string] {
  const [name = '', ...rest] = text.split('=');
  return [name, rest.join('=')];
}

process.exitCode = await main(process.argv.slice(2));
