/** Opens the house for one command and closes it again, whatever happens. */
import { userInfo, hostname } from 'node:os';
import { readConfig } from '../config.ts';
import { Refusal } from '../core/errors.ts';
import { findOrganisationBySlug, type Organisation } from '../organisations/index.ts';
import { openPortal, type Portal } from '../portal/open-portal.ts';
import { UsageError, type Terminal } from './command.ts';

export async function withPortal<T>(
  terminal: Terminal,
  work: (portal: Portal) => Promise<T>,
): Promise<T> {
  const portal = await openPortal(readConfig(), { say: terminal.say, migrate: true });
  try {
    return await work(portal);
  } finally {
    await portal.close();
  }
}

/** Who is at the command line, for the audit. */
export function actorHere(): string {
  return `staff:${userInfo().username}@${hostname()}`;
}

/** @throws Refusal `organisation_unknown` */
export async function organisationNamed(
  portal: Portal,
  slug: string | undefined,
): Promise<Organisation> {
  if (slug === undefined) throw new UsageError('--organisation: which organisation?');
  const organisation = await findOrganisationBySlug(portal.context.database, slug);
  if (!organisation)
    throw new Refusal('organisation_unknown', `no organisation is called ${slug} in addresses`);
  return organisation;
}
