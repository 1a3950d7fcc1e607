/** `services load`: puts services and charge types up from a file. */
import { loadOffers } from '../services/index.ts';
import { UsageError, type Run } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { readJsonObject } from './read-json-object.ts';
import { actorHere, organisationNamed, withPortal } from './with-portal.ts';

export const servicesLoad: Run = async (args, terminal) => {
  const { values, positionals } = parseArguments(args, { organisation: { type: 'string' } }, 1);
  const [file] = positionals;
  if (!file || !values.organisation) throw new UsageError('FILE and --organisation are needed');
  const given = readJsonObject(file);
  const slug = values.organisation;
  return withPortal(terminal, async (portal) => {
    const organisation = await organisationNamed(portal, slug);
    const { saved, unchanged } = await loadOffers(portal.context, organisation, given, actorHere());
    terminal.out(`${slug}: saved ${saved.join(', ') || 'nothing'}; ${unchanged} as they were`);
    return 0;
  });
};
