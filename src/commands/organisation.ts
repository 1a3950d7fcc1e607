/** `organisation add` and `organisation set`: who collects, and how. */
import { Refusal } from '../core/errors.ts';
import { connectSandbox } from '../demo/connect-sandbox.ts';
import { addOrganisation, setOrganisation } from '../organisations/index.ts';
import { checkColour } from '../web/theme.ts';
import { UsageError, type Run } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { readJsonObject } from './read-json-object.ts';
import { readLogo } from './read-logo.ts';
import { actorHere, organisationNamed, withPortal } from './with-portal.ts';

export const organisationAdd: Run = async (args, terminal) => {
  const { values, positionals } = parseArguments(
    args,
    {
      name: { type: 'string' },
      'tax-id': { type: 'string', multiple: true },
      test: { type: 'boolean', default: false },
    },
    Infinity,
  );
  const [slug, ...more] = positionals;
  // `--tax-id A B`: what follows the slug are further tax numbers.
  const taxIds = [...(values['tax-id'] ?? []), ...more];
  if (!slug || !values.name || taxIds.length === 0)
    throw new UsageError('SLUG, --name and --tax-id are needed');
  const input = {
    slug,
    name: values.name,
    taxIds,
    mode: values.test ? ('test' as const) : ('live' as const),
  };
  return withPortal(terminal, async (portal) => {
    const organisation = await addOrganisation(portal.context, input, actorHere());
    terminal.out(`${organisation.slug}: added as ${organisation.id} (${organisation.mode})`);
    if (organisation.mode === 'test') await connectSandbox(portal, organisation, terminal.say);
    return 0;
  });
};

export const organisationSet: Run = async (args, terminal) => {
  const { positionals } = parseArguments(args, {}, 2);
  const [slug, file] = positionals;
  if (!slug || !file || positionals.length > 2) throw new UsageError('SLUG and FILE are needed');
  const changes = readLogo(readJsonObject(file), file);
  refusePaleColour(changes['colour']);
  return withPortal(terminal, async (portal) => {
    const organisation = await organisationNamed(portal, slug);
    await setOrganisation(portal.context, organisation, changes, actorHere());
    terminal.out(`${slug}: set ${Object.keys(changes).join(', ')}`);
    return 0;
  });
};

/** The colour carries white text and stands on white: it must be readable both ways (WCAG 2.2, 1.4.3). */
function refusePaleColour(colour: unknown): void {
  if (typeof colour !== 'string') return;
  const check = checkColour(colour);
  if (check.kind !== 'too_pale') return;
  throw new Refusal(
    'input_invalid',
    `colour: ${colour} has a contrast of ${Math.floor(check.contrast * 10) / 10} with white, and 4.5 is needed; the nearest that has it is ${check.suggestion}`,
  );
}
