/** What pages of the back office are told beside what all pages are told: who looks, and where they may go. */
import type { Organisation } from '../organisations/index.ts';
import type { StaffMember } from '../staff/index.ts';
import type { OfferNames } from '../reports/index.ts';
import type { View } from '../web/view.ts';

export type OfficeView = View & {
  /** Null before the second factor. */
  readonly member: StaffMember | null;
  readonly office: OfficeAddresses;
  /** What services and charge types are called; nothing before somebody is in. */
  readonly names: OfferNames;
};

export type OfficeAddresses = {
  /** The path of a page below the office: `to('/payments')`. */
  readonly to: (path: string) => string;
};

export function officeAddresses({ slug }: Pick<Organisation, 'slug'>): OfficeAddresses {
  return { to: (path) => `/${slug}/office${path}` };
}
