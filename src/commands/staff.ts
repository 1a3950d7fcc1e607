/** `staff add`: lets somebody into the back office; the first administrator comes in this way. */
import { isRole, inviteStaff, linkAddress, roles } from '../staff/index.ts';
import { UsageError, type Run } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { actorHere, organisationNamed, withPortal } from './with-portal.ts';

export const staffAdd: Run = async (args, terminal) => {
  const { values, positionals } = parseArguments(
    args,
    {
      organisation: { type: 'string' },
      role: { type: 'string' },
      name: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
    1,
  );
  const [email] = positionals;
  const { role } = values;
  if (!email) throw new UsageError('EMAIL: whom to let in?');
  if (role === undefined || !isRole(role))
    throw new UsageError(`--role: one of ${roles.join(', ')}`);
  return withPortal(terminal, async (portal) => {
    const organisation = await organisationNamed(portal, values.organisation);
    const [language = 'en'] = organisation.settings.languages;
    const invitation = { email, name: values.name ?? email, role, services: null, language };
    const invited = await inviteStaff(portal.context, organisation, invitation, actorHere());
    const link = linkAddress(portal.context.publicUrl, organisation, invited.secret);
    terminal.out(values.json ? JSON.stringify({ id: invited.member.id, email, role, link }) : link);
    terminal.say(`${email}: ${role} of ${organisation.slug}; the link works once, for three days`);
    return 0;
  });
};
