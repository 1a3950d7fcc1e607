/** `seals accept`: after a restore, what was noted of the chains since the backup counts no more. */
import { listOrganisations } from '../organisations/index.ts';
import { acceptSeals, appendTo, sealFiles } from '../seals/index.ts';
import { UsageError, type Run } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { actorHere, withPortal } from './with-portal.ts';

export const sealsAccept: Run = async (args, terminal) => {
  const { values } = parseArguments(args, {
    reason: { type: 'string', default: '' },
    seals: { type: 'string', multiple: true, default: [] },
  });
  const reason = values.reason.trim();
  if (reason === '') throw new UsageError('--reason: why? It is recorded');
  return withPortal(terminal, async ({ context, sealsFile }) => {
    const means = { sources: sealFiles(sealsFile, values.seals), append: appendTo(sealsFile) };
    const accepted = await acceptSeals(context, means, { actor: actorHere(), reason });
    const organisations = await listOrganisations(context.database);
    for (const { organisation, chain, agreed, end } of accepted) {
      const name = organisations.find(({ id }) => id === organisation)?.slug ?? organisation;
      terminal.out(
        `${name}, ${chain}: notes of seals after ${agreed} count no more; the chain ends at ${end}`,
      );
    }
    if (accepted.length === 0)
      terminal.out('the chains agree with every note: nothing is accepted');
    return 0;
  });
};
