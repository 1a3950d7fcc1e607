/** Changes an organisation's settings: what the file names is replaced, the rest stays. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import { describe } from './add-organisation.ts';
import type { Organisation } from './organisation.ts';
import { settingsSchema, type OrganisationSettings } from './settings.ts';
import { addTermsVersion } from './store-terms.ts';
import { lockSettings, writeSettings } from './store.ts';

/**
 * @param changes the parsed file: any of the fields of the settings
 * @throws Refusal `input_invalid` naming each field that is wrong, `method_not_available` for a provider
 *   that serves no organisations of this mode; then nothing has changed
 */
export async function setOrganisation(
  context: Pick<Context, 'database' | 'clock' | 'ids' | 'providers'>,
  organisation: Organisation,
  changes: unknown,
  actor: string,
): Promise<Organisation> {
  if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) {
    throw new Refusal('input_invalid', 'file: not a JSON object');
  }
  return context.database.transaction((transaction) =>
    changeSettings(context, transaction, organisation, changes, actor),
  );
}

/**
 * The same inside a transaction.
 *
 * What somebody else has just changed stays: two people at two pages of settings do not undo each other.
 * @param given the changes, or what makes them of the settings as they are now
 */
export async function changeSettings(
  context: Pick<Context, 'clock' | 'ids' | 'providers'>,
  transaction: Transaction,
  organisation: Organisation,
  given: object | ((before: OrganisationSettings) => object),
  actor: string,
): Promise<Organisation> {
  const before = await lockSettings(transaction, organisation.id);
  const changes = typeof given === 'function' ? given(before) : given;
  const settings = settingsSchema.safeParse({ ...before, ...changes });
  if (!settings.success) throw new Refusal('input_invalid', describe(settings.error.issues));
  refuseOtherProviders(context, organisation, settings.data);
  await writeSettings(transaction, organisation.id, settings.data);
  if (!isDeepStrictEqual(before.terms, settings.data.terms)) {
    const version = { texts: settings.data.terms, actor, validFrom: context.clock.now() };
    await addTermsVersion(transaction, organisation.id, version);
  }
  await recordAudit(transaction, context, organisation.id, {
    actor,
    action: 'set organisation',
    subject: organisation.id,
    detail: changeOf(before, settings.data, Object.keys(changes)),
  });
  return { ...organisation, settings: settings.data };
}

/** Where the settings of an organisation with such changes would be wrong: the path of each fault. */
export function settingsFaults(
  organisation: Organisation,
  changes: Readonly<Record<string, unknown>>,
): (readonly PropertyKey[])[] {
  const { error } = settingsSchema.safeParse({ ...organisation.settings, ...changes });
  return error?.issues.map(({ path }) => path) ?? [];
}

/** Texts and pictures are too long to be kept twice for each change: their digests say which it was. */
const long = new Set(['terms', 'logo', 'customer_codes']);

function changeOf(before: object, after: object, names: readonly string[]) {
  const of = (settings: object) =>
    Object.fromEntries(
      Object.entries(settings)
        .filter(([name, value]) => names.includes(name) && value !== undefined)
        .map(([name, value]) => [name, long.has(name) ? digestOf(value) : value]),
    );
  return { fields: names, before: of(before), after: of(after) };
}

function digestOf(value: unknown): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(value)).digest('hex')}`;
}

/** A live organisation cannot use the sandbox, and a test one nothing else. */
function refuseOtherProviders(
  context: Pick<Context, 'providers'>,
  organisation: Organisation,
  settings: OrganisationSettings,
): void {
  for (const chosen of Object.values(settings.methods)) {
    if (!chosen) continue;
    const provider = context.providers.get(chosen.provider);
    if (!provider)
      throw new Refusal('method_not_available', `there is no provider ${chosen.provider}`);
    if (provider.modes.includes(organisation.mode)) continue;
    const served = `${chosen.provider} does not serve ${organisation.mode} organisations`;
    throw new Refusal('method_not_available', served);
  }
}
