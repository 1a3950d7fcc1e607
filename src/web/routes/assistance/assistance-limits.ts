/** How often assistance may be asked for: by network, by the address that is written to, by organisation. */
import { Refusal } from '../../../core/errors.ts';
import { keyedDigest } from '../../../core/sealing.ts';
import type { Organisation } from '../../../organisations/index.ts';
import { networkOf, tryOnce } from '../../../rate-limits/index.ts';
import type { Site } from '../../site.ts';

const hour = 3_600_000;
const perNetwork = { most: 12, windowMs: hour };
/** Each request mails the address that was typed, which need not be the typist's. */
const perAddress = { most: 5, windowMs: hour };
const perRequest = { most: 20, windowMs: hour };
/** A disk that is full of attachments would stop payments. */
const filesPerOrganisation = { most: 500, windowMs: 24 * hour };

/** @throws Refusal `too_many_tries` */
export async function refuseTooManyRequests(
  site: Site,
  organisation: Organisation,
  ip: string,
  email: string,
): Promise<void> {
  await countOrRefuse(site, organisation, 'assistance-from', networkOf(ip), perNetwork);
  await countOrRefuse(site, organisation, 'assistance-to', email.toLowerCase(), perAddress);
}

/** @throws Refusal `too_many_tries` */
export async function refuseTooManyMessages(
  site: Site,
  organisation: Organisation,
  ticketId: string,
): Promise<void> {
  await countOrRefuse(site, organisation, 'request', ticketId, perRequest);
}

async function countOrRefuse(
  site: Site,
  organisation: Organisation,
  what: string,
  whose: string,
  limit: { readonly most: number; readonly windowMs: number },
): Promise<void> {
  const digest = keyedDigest(site.context.key, 'rate-limit', whose);
  const bucket = `${what}:${organisation.id}:${digest}`;
  if (!(await tryOnce(site.context, { bucket, ...limit }))) throw new Refusal('too_many_tries');
}

/** Counts files that are about to be kept. @returns whether there is room for them today */
export async function hasRoomForFiles(
  site: Site,
  organisation: Organisation,
  count: number,
): Promise<boolean> {
  for (let file = 0; file < count; file += 1) {
    const bucket = `files:${organisation.id}`;
    if (!(await tryOnce(site.context, { bucket, ...filesPerOrganisation }))) return false;
  }
  return true;
}
