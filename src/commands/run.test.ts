import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatNames } from '../exports/index.ts';
import { roles } from '../staff/index.ts';
import { run } from './run.ts';

async function type(...words: string[]): Promise<{ status: number; said: string }> {
  const lines: string[] = [];
  const terminal = {
    out: (line: string) => lines.push(line),
    say: (line: string) => lines.push(line),
  };
  return { status: await run(words, terminal), said: lines.join('\n') };
}

test('what is not built yet answers with exit status 2 and one line that says so', async () => {
  for (const name of ['import statement']) {
    const answer = await type(...name.split(' '), '--json');
    assert.deepEqual(answer, { status: 2, said: `saldo ${name} is not available yet` });
  }
});

test('the value of an option is never taken for the command', async () => {
  const { status } = await type('--organisation', 'demo', 'verify');
  assert.equal(status, 2);
});

test('unknown options and surplus arguments are said with the usage', async () => {
  const unknown = await type('verify', '--orgnisation', 'demo');
  assert.equal(unknown.status, 2);
  assert.match(unknown.said, /^there is no option --orgnisation\nusage: saldo verify/);
  const surplus = await type('verify', 'extra');
  assert.equal(surplus.status, 2);
  assert.match(surplus.said, /^extra: one argument too many/);
});

test('every command explains itself', async () => {
  const { said } = await type('--help');
  assert.match(said, /import invoices/);
  const help = await type('payment', 'show', '--help');
  assert.deepEqual([help.status, /usage: saldo payment show/.test(help.said)], [0, true]);
});

test('what may follow an option is named in the usage', async () => {
  const staff = await type('staff', 'add', '--help');
  assert.ok(staff.said.includes(`--role ${roles.join('|')} `));
  const payments = await type('export', 'payments', '--help');
  assert.ok(payments.said.includes(`--format ${formatNames.join('|')} `));
});
