/** What staff can do from the page of a payment or a due, in the order of the buttons. */
import type { PermissionName } from '../../staff/index.ts';
import type { Language } from '../../core/texts.ts';

export type Deed = {
  readonly permission: PermissionName;
  readonly label: (language: Language) => string;
  /** Below the office. */
  readonly path: (id: string) => string;
};

export const paymentDeeds: readonly Deed[] = [];
export const dueDeeds: readonly Deed[] = [];
