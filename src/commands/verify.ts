/** `verify`: checks every invariant of the books, and the seals that were noted outside the database. */
import { checkInvariants, invariants, type InvariantResult } from '../invariants/index.ts';
import { listOrganisations } from '../organisations/index.ts';
import type { Portal } from '../portal/open-portal.ts';
import { compareSeals, describeFinding, sealFiles, type Finding } from '../seals/index.ts';
import type { Run, Terminal } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { withPortal } from './with-portal.ts';

const outside = {
  name: 'seals_as_noted',
  says: 'every seal that was noted outside the database is in it',
};

/** Of one run; a damaged file may have a million. */
const mostSaid = 20;

export const verify: Run = async (args, terminal) => {
  const { values } = parseArguments(args, {
    seals: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
  });
  const results = await withPortal(terminal, async (portal) => {
    const inside = await checkInvariants(portal.context);
    return [...inside, ...(await checkOutside(portal, values.seals, terminal))];
  });
  const ok = results.every((result) => result.violations === 0);
  if (values.json) {
    terminal.out(JSON.stringify({ ok, invariants: results }));
  } else {
    for (const { name, violations } of results) {
      const says = [...invariants, outside].find((one) => one.name === name)?.says ?? '';
      terminal.out(
        `${violations === 0 ? 'holds ' : 'BROKEN'}  ${name}: ${says}${violations > 0 ? ` (${violations} rows)` : ''}`,
      );
    }
    terminal.out(ok ? `${results.length} invariants hold` : 'the books are not in order');
  }
  return ok ? 0 : 1;
};

/** None where nothing is noted: that nothing is wrong with it would be too much said. */
async function checkOutside(
  { context, sealsFile }: Portal,
  given: readonly string[],
  { say }: Terminal,
): Promise<InvariantResult[]> {
  const sources = sealFiles(sealsFile, given);
  if (sources.length === 0) {
    say(`note: there is no ${sealsFile}: chains that were cut short or written anew are not found`);
    return [];
  }
  const { findings } = await compareSeals(context, sources);
  const organisations = await listOrganisations(context.database);
  const nameOf = (id: string) => organisations.find((one) => one.id === id)?.slug ?? id;
  for (const finding of findings.slice(0, mostSaid)) say(describeFinding(finding, nameOf));
  if (findings.length > mostSaid) say(`… and ${findings.length - mostSaid} more`);
  if (findings.some(({ kind }) => kind === 'chain_differs')) {
    say('If a backup was restored, record that with saldo seals accept --reason TEXT.');
  }
  const violations = findings.reduce((sum, finding) => sum + weightOf(finding), 0);
  return [{ name: outside.name, violations }];
}

function weightOf(finding: Finding): number {
  return finding.kind === 'chain_differs' ? finding.lines.length : 1;
}
