/** `verify`: checks every invariant of the books. */
import { checkInvariants, invariants } from '../invariants/index.ts';
import type { Run } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { withPortal } from './with-portal.ts';

export const verify: Run = async (args, terminal) => {
  const { values } = parseArguments(args, { json: { type: 'boolean', default: false } });
  const results = await withPortal(terminal, ({ context }) => checkInvariants(context));
  const ok = results.every((result) => result.violations === 0);
  if (values.json) {
    terminal.out(JSON.stringify({ ok, invariants: results }));
  } else {
    for (const { name, violations } of results) {
      const says = invariants.find((invariant) => invariant.name === name)?.says ?? '';
      terminal.out(
        `${violations === 0 ? 'holds ' : 'BROKEN'}  ${name}: ${says}${violations > 0 ? ` (${violations} rows)` : ''}`,
      );
    }
    terminal.out(ok ? `${results.length} invariants hold` : 'the books are not in order');
  }
  return ok ? 0 : 1;
};
