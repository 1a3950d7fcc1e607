/** What pages of settings are told beside the settings themselves. */
import { findKnownAccounts } from '../../organisations/index.ts';
import type { StaffVisit } from '../office-route.ts';
import type { SectionFacts } from './section.ts';

export async function sectionFacts({ context, organisation }: StaffVisit): Promise<SectionFacts> {
  const accounts = await findKnownAccounts(context, context.database, organisation.id);
  const used = accounts.find(
    ({ provider, retiredAt }) =>
      retiredAt === null && context.providers.get(provider)?.methods.includes('card') === true,
  );
  const { card } = organisation.settings.methods;
  return { organisation, cardProvider: card?.provider ?? used?.provider ?? null };
}
