/** The sections of the back office, in the order in which its navigation shows them. */
import { isAllowed, type PermissionName, type StaffMember } from '../staff/index.ts';
import type { officeTexts } from './office.texts.ts';

type TextKey = Parameters<ReturnType<typeof officeTexts>>[0];

export type Section = {
  readonly path: string;
  readonly label: TextKey;
  readonly permission: PermissionName;
};

export const sections: readonly Section[] = [
  { path: '/staff', label: 'staff', permission: 'manage_staff' },
];

export function sectionsFor(member: StaffMember): readonly Section[] {
  return sections.filter(({ permission }) => isAllowed(member, permission));
}
