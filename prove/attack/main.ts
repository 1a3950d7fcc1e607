/** Tries the attacks that are named, or all: `node prove/attack/main.ts [ATTACK…]`. */
import { tryAttacks } from './index.ts';
import { attacks } from './registry.ts';

const names = process.argv.slice(2);
const unknown = names.filter((name) => !attacks.some(({ id }) => id === name));
if (unknown.length > 0) {
  const known = attacks.map(({ id }) => id).join('\n');
  console.error(`there is no attack ${unknown.join(', ')}; there are:\n${known}`);
  process.exit(2);
}
const chosen = names.length === 0 ? attacks : attacks.filter(({ id }) => names.includes(id));
const report = await tryAttacks(chosen, (line) => {
  const { user, system } = process.cpuUsage();
  console.error(`${String(Math.round((user + system) / 1000)).padStart(6)} ms of work  ${line}`);
});
for (const { kind, message } of report.failures) console.error(`\n${kind}: ${message}`);
const { attacks_passed: passed, attacks_run: run } = report.efforts;
console.error(`\n${passed} of ${run} attacks came to nothing`);
process.exitCode = report.failures.length === 0 ? 0 : 1;
