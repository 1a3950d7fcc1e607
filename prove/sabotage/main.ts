/** Tries the sabotages that are named, or all: `node prove/sabotage/main.ts [SABOTAGE…]`. */
import { trySabotages } from './index.ts';
import { sabotages } from './registry.ts';

const names = process.argv.slice(2);
const unknown = names.filter((name) => !sabotages.some(({ id }) => id === name));
if (unknown.length > 0) {
  const known = sabotages.map(({ id }) => id).join(', ');
  console.error(`there is no sabotage ${unknown.join(', ')}; there are ${known}`);
  process.exit(2);
}
const chosen = sabotages.filter(({ id }) => names.length === 0 || names.includes(id));
const report = await trySabotages(chosen, (line) => console.error(line));
for (const { message } of report.failures) console.error(`\n${message}`);
const { sabotages_caught: caught, sabotages_planted: planted } = report.efforts;
console.error(`\n${caught} of ${planted} sabotages were caught`);
process.exitCode = report.failures.length === 0 ? 0 : 1;
