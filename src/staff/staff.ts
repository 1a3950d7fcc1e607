/** A person who runs an organisation's portal. */
import type { Language } from '../core/texts.ts';
import { mayDo, type PermissionName, type Role } from './roles.ts';

export type StaffMember = {
  readonly id: string;
  readonly organisationId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Null: every service of the organisation. */
  readonly services: readonly string[] | null;
  readonly language: Language;
  readonly hasPassword: boolean;
  readonly disabledAt: Date | null;
};

/** The one question of every route of the back office; everything that nobody allowed is forbidden. */
export function isAllowed(
  member: StaffMember,
  permission: PermissionName,
  service?: string,
): boolean {
  if (member.disabledAt !== null || !mayDo(member.role, permission)) return false;
  return service === undefined || member.services === null || member.services.includes(service);
}

/** As the audit names whoever did something. */
export function actorOf(member: Pick<StaffMember, 'id'>): string {
  return `staff:${member.id}`;
}
