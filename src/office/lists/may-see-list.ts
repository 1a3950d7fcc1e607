/** Who may open a list, and export it. */
import type { List } from '../../reports/index.ts';
import { isAllowed, type StaffMember } from '../../staff/index.ts';

/** A list whose rows belong to no service is for those who see all services. */
export function maySeeList(member: StaffMember, list: List): boolean {
  const isOfTheirs = member.services === null || list.ofServices !== null;
  return isOfTheirs && isAllowed(member, list.permission);
}
