/** Adds an organisation with what it cannot do without: a name in addresses, a name, its tax numbers. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Mode } from '../providers/provider.ts';
import { reservedSlugs, type Organisation } from './organisation.ts';
import { settingsSchema } from './settings.ts';
import { addTermsVersion } from './store-terms.ts';
import { insertOrganisation, writeSettings } from './store.ts';

export type NewOrganisation = {
  readonly slug: string;
  readonly name: string;
  readonly taxIds: readonly string[];
  readonly mode: Mode;
  readonly acceptsAnySupplier?: boolean;
};

/** @throws Refusal `input_invalid`, `organisation_exists` */
export async function addOrganisation(
  context: Pick<Context, 'database' | 'clock' | 'ids'>,
  input: NewOrganisation,
  actor: string,
): Promise<Organisation> {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(input.slug) || reservedSlugs.has(input.slug)) {
    throw new Refusal('input_invalid', `slug: ${input.slug} cannot be used in addresses`);
  }
  // A test organisation can use nothing but the sandbox, so it uses it from the start.
  const methods = input.mode === 'test' ? { card: { provider: 'sandbox' } } : {};
  const settings = settingsSchema.safeParse({ name: input.name, tax_ids: input.taxIds, methods });
  if (!settings.success) throw new Refusal('input_invalid', describe(settings.error.issues));
  const organisation: Organisation = {
    id: context.ids.next('org'),
    slug: input.slug,
    mode: input.mode,
    acceptsAnySupplier: input.acceptsAnySupplier ?? false,
    settings: settings.data,
  };
  await context.database.transaction(async (transaction) => {
    const added = await insertOrganisation(transaction, organisation, context.clock.now());
    if (!added) throw new Refusal('organisation_exists', `slug: ${input.slug} is taken`);
    await writeSettings(transaction, organisation.id, organisation.settings);
    const validFrom = context.clock.now();
    await addTermsVersion(transaction, organisation.id, { texts: {}, actor, validFrom });
    await recordAudit(transaction, context, organisation.id, {
      actor,
      action: 'add organisation',
      subject: organisation.id,
      detail: { slug: input.slug, mode: input.mode },
    });
  });
  return organisation;
}

/** `field: what is wrong`, one line each. */
export function describe(
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
): string {
  return issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`).join('\n');
}
