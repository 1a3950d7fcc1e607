/** The pages of docs/reference, each made from the table in the code that it shows. */
import { z } from 'zod';
import { commands, notYetAvailable } from '../../src/commands/registry.ts';
import { settingsSchema } from '../../src/config.ts';
import { refusals } from '../../src/core/errors.ts';
import { invariants } from '../../src/invariants/index.ts';
import { createProviders } from '../../src/providers/registry.ts';
import { officeRoutes } from '../../src/office/index.ts';
import { mayDo, permissionNames, permissions, roles } from '../../src/staff/index.ts';
import { code, page, table } from './markdown.ts';
import { reliabilityPage } from './reliability.ts';
import { states } from './states.ts';

/** Texts by their path from the root of the repository. */
export function referencePages(): ReadonlyMap<string, string> {
  const pages = {
    commands: commandsPage,
    errors,
    invariants: invariantsPage,
    providers,
    roles: rolesPage,
    settings,
    states,
  };
  return new Map([
    ...Object.entries(pages).map(([name, make]) => [`docs/reference/${name}.md`, make()] as const),
    ['docs/reliability.md', reliabilityPage()],
  ]);
}

function rolesPage(): string {
  const rows = permissionNames.map((name) => {
    const permission = permissions[name];
    const second = 'needsSecondPerson' in permission ? permission.needsSecondPerson : null;
    const care = [
      'needsConfirmation' in permission ? 'asks again who it is' : '',
      second === 'always' ? 'needs a second person' : '',
      second === 'above_limit' ? 'needs a second person above the limit' : '',
    ];
    return [
      code(name),
      permission.about,
      ...roles.map((role) => (mayDo(role, name) ? 'yes' : '–')),
      care.filter((words) => words !== '').join('; '),
    ];
  });
  const routes = officeRoutes.map(({ method, path, permission }) => [
    code(`${method} /office${path}`),
    code(permission),
  ]);
  return page(
    'Roles',
    'src/staff/roles.ts',
    'What each role may do in the back office. A member of staff may be limited to some services.',
    table(['permission', 'lets somebody', ...roles, 'with care'], rows),
    '## Routes',
    'Each stands below the address of an organisation. `anyone` is the way in; `halfway` wants a right password, `signed_in` the second factor too.',
    table(['route', 'permission'], routes),
  );
}

function errors(): string {
  const rows = Object.entries(refusals).map(([name, { status, title }]) => [
    code(name),
    String(status),
    title,
  ]);
  return page(
    'Refusals',
    'src/core/errors.ts',
    'Every way in which the portal says no. A code is never renamed and never used for something else.',
    table(['code', 'HTTP status', 'title'], rows),
  );
}

const settingsShape = z.object({
  properties: z.record(
    z.string(),
    z.object({
      description: z.string(),
      default: z.union([z.string(), z.number()]).optional(),
      enum: z.array(z.string()).optional(),
      minimum: z.number().optional(),
      maximum: z.number().optional(),
    }),
  ),
});

function settings(): string {
  const { properties } = settingsShape.parse(z.toJSONSchema(settingsSchema, { io: 'output' }));
  const rows = Object.entries(properties).map(([name, setting]) => {
    const range =
      setting.minimum === undefined ? '' : `${setting.minimum} to ${setting.maximum ?? 'any'}`;
    const values = setting.enum?.map(code).join(', ') ?? range;
    const unset = setting.default === undefined || setting.default === '';
    return [
      code(name),
      unset ? 'unset' : code(String(setting.default)),
      values,
      setting.description,
    ];
  });
  return page(
    'Settings',
    'src/config.ts',
    'Environment variables of the portal; an empty one counts as unset.',
    table(['variable', 'default', 'values', 'what it is for'], rows),
  );
}

function providers(): string {
  const known = createProviders({ sandboxUrl: 'http://127.0.0.1:3001' });
  const rows = [...known.values()].map((provider) => [
    code(provider.id),
    provider.methods.join(', '),
    provider.modes.join(', '),
    provider.pageOrigins.map(code).join(', '),
    hours(provider.idempotencyKeyLifeMs),
    hours(provider.pageLifeMs),
  ]);
  return page(
    'Providers',
    'src/providers/registry.ts',
    'Who can move the money, and what each promises. The origins are those of the default settings.',
    table(['provider', 'methods', 'modes', 'hosted pages', 'remembers keys', 'page lives'], rows),
  );
}

function hours(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}

function commandsPage(): string {
  const rows = commands.map((command) => [code(`saldo ${command.usage}`), command.summary]);
  return page(
    'Commands',
    'src/commands/registry.ts',
    'Run as `npm run saldo -- <command>`. Exit status: 0 done; 1 refused, or something does not hold; 2 wrong usage or not available.',
    table(['command', 'what it does'], rows),
    `Promised and not built yet: ${notYetAvailable.map(code).join(', ')}.`,
  );
}

function invariantsPage(): string {
  const rows = invariants.map(({ name, kind, says }) => [code(name), kind, says]);
  return page(
    'Invariants',
    'src/invariants/invariants.sql.ts',
    'What `saldo verify` checks. *Safety* holds in every committed snapshot; *eventual* once faults have stopped for a while.',
    table(['invariant', 'kind', 'what holds'], rows),
  );
}
