/** The sections of the back office, in the order in which its navigation shows them. */
import { isAllowed, type PermissionName, type StaffMember } from '../staff/index.ts';
import type { officeTexts } from './office.texts.ts';

type TextKey = Parameters<ReturnType<typeof officeTexts>>[0];

export type Section = {
  readonly path: string;
  /** How the addresses of its other pages begin, where they do not begin like its own. */
  readonly pages?: string;
  readonly label: TextKey;
  readonly permission: PermissionName;
  /** Where it is about one service alone. */
  readonly service?: string;
};

export const sections: readonly Section[] = [
  { path: '/lists/payments', pages: '/payments/', label: 'payments', permission: 'see' },
  { path: '/lists/dues', pages: '/dues/due_', label: 'dues', permission: 'see' },
  { path: '/lists/receipts', label: 'receipts', permission: 'see' },
  { path: '/lists/refunds', label: 'refunds', permission: 'see' },
  { path: '/dues/new', label: 'new_due', permission: 'change_dues' },
  { path: '/imports', label: 'imports', permission: 'import', service: 'invoices' },
  { path: '/suspense', pages: '/strays/', label: 'suspense', permission: 'see' },
  { path: '/disputes', label: 'disputes', permission: 'see' },
  { path: '/approvals', label: 'approvals', permission: 'refund' },
  { path: '/all-lists', label: 'all_lists', permission: 'see' },
  { path: '/exports', label: 'exports', permission: 'export' },
  { path: '/tickets', label: 'tickets', permission: 'answer_tickets' },
  { path: '/privacy', label: 'privacy', permission: 'erase_payer' },
  { path: '/settings', label: 'settings', permission: 'change_settings' },
  { path: '/staff', label: 'staff', permission: 'manage_staff' },
];

export function sectionsFor(member: StaffMember): readonly Section[] {
  return sections.filter(({ permission, service }) => isAllowed(member, permission, service));
}
