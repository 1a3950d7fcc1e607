/** A page or a deed of the back office, as data: what the frame checks before it is reached, and what tests walk. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { Organisation } from '../organisations/index.ts';
import type { PermissionName, Session, StaffMember } from '../staff/index.ts';
import type { FileLimits } from '../web/posted-files.ts';
import type { Site } from '../web/site.ts';
import type { OfficeView } from './office-view.ts';

/**
 * Who may come: `anyone`; `halfway`, with a right password and no second factor yet; `signed_in`,
 * whoever is in; else those whose role has the permission.
 */
export type Admission = 'anyone' | 'halfway' | 'signed_in' | PermissionName;

export type OfficeRoute = {
  readonly method: 'GET' | 'POST';
  /** Below `/:organisation/office`, such as `/payments/:payment`; empty for its first page. */
  readonly path: string;
  readonly permission: Admission;
  /** Asks who it is again though the permission does not: for how somebody signs in. */
  readonly confirm?: true;
  /** Which fields are typed again rather than sent back with a question, however it is asked: secrets. */
  readonly isSecret?: (field: string) => boolean;
  /** Room for files and long forms, in bytes; 64 KiB where it is not said. */
  readonly bodyLimit?: number;
  /** Takes files with its form. */
  readonly files?: FileLimits;
} & (
  | { readonly permission: 'anyone'; readonly handle: (visit: Visit) => Promise<FastifyReply> }
  | {
      readonly permission: Exclude<Admission, 'anyone'>;
      readonly handle: (visit: StaffVisit) => Promise<FastifyReply>;
    }
);

/** A request to the back office. */
export type Visit = {
  readonly site: Site;
  readonly context: Context;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly organisation: Organisation;
  readonly view: OfficeView;
  readonly session: Session | null;
};

/** One of somebody who is known. */
export type StaffVisit = Visit & {
  readonly session: Session;
  readonly member: StaffMember;
  /** As the audit names the person. */
  readonly actor: string;
};
