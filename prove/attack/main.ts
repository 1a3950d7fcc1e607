/** Tries the attacks that are named, or all: `node prove/attack/main.ts [ATTACK…]`. */
import { systemClock } from '../../src/core/clock.ts';
import { tryAttacks } from './index.ts';
import { attacks } from './registry.ts';

const names = process.argv.slice(2).filter((x) => x !== 'slow');
const unknown = names.filter((name) => !attacks.some(({ id }) => id === name));
if (unknown.length > 0) {
  console.error(
    `there is no attack ${unknown.join(', ')}; there are ${attacks.map(({ id }) => id).join(', ')}`,
  );
  process.exit(2);
}
const chosen = names.length === 0 ? attacks : attacks.filter(({ id }) => names.includes(id));
const started = systemClock.now().getTime();
const report = await tryAttacks(chosen, (line) => {
  console.error(`${String(systemClock.now().getTime() - started).padStart(6)} ms  ${line}`);
});
for (const { kind, message } of report.failures) console.error(`\n${kind}: ${message}`);
console.error(
  `\n${report.efforts.attacks_passed} of ${report.efforts.attacks_run} attacks came to nothing`,
);
process.exitCode = report.failures.length === 0 ? 0 : 1;
