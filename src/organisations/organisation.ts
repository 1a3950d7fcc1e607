/** An organisation: who is owed money and collects it. */
import type { Mode } from '../providers/provider.ts';
import type { OrganisationSettings } from './settings.ts';

export type Organisation = {
  readonly id: string;
  /** Its name in addresses. */
  readonly slug: string;
  readonly mode: Mode;
  readonly acceptsAnySupplier: boolean;
  readonly settings: OrganisationSettings;
};

/** Words that addresses of the portal use themselves. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  'accessibility', 'admin', 'api', 'assets', 'favicon', 'health', 'help', 'manual', 'metrics', 'saldo', 'staff', 'status', 'theme', 'notifications',
]); // prettier-ignore
