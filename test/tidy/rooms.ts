/**
 * The rooms of the house: what each may enter, through which door, and which tables are its own.
 *
 * A room may enter only rooms above it in this list, so there can be no circle.
 */

export type Room = {
  /** A folder or a file of `src`. */
  readonly name: string;
  readonly mayEnter: readonly string[];
  /** The files by which others come in, from the room's folder; `index.ts` when it is not said. */
  readonly doors?: readonly string[];
  /** Tables that only the store of this room names in SQL. */
  readonly tables?: readonly string[];
};

const ground = ['core', 'database'];

export const rooms: readonly Room[] = [
  { name: 'core', mayEnter: [], doors: ['*'] },
  { name: 'secret-files.ts', mayEnter: [] },
  { name: 'config.ts', mayEnter: ['core', 'secret-files.ts'] },
  {
    name: 'database',
    mayEnter: ['core'],
    doors: ['database.ts', 'sql.ts', 'database-checks.ts'],
    tables: ['schema_migrations', 'database_home'],
  },
  { name: 'providers', mayEnter: ground, doors: ['provider.ts'] },
  { name: 'observation', mayEnter: [...ground, 'providers'] },
  { name: 'context.ts', mayEnter: [...ground, 'providers', 'observation'] },
  {
    name: 'audit',
    mayEnter: [...ground, 'context.ts'],
    tables: ['audit_records', 'audit_personal', 'audit_seals', 'audit_chains', 'audit_waiting'],
  },
  {
    name: 'ledger',
    mayEnter: ground,
    tables: [
      'ledger_accounts',
      'ledger_entries',
      'ledger_postings',
      'ledger_seals',
      'ledger_chains',
      'ledger_waiting',
    ],
  },
  { name: 'rate-limits', mayEnter: ground, tables: ['rate_limits'] },
  {
    name: 'organisations',
    mayEnter: [...ground, 'providers', 'context.ts', 'audit'],
    tables: [
      'organisations',
      'organisation_tax_ids',
      'customer_codes',
      'provider_accounts',
      'proposed_accounts',
    ],
  },
  {
    name: 'orders',
    mayEnter: [...ground, 'context.ts', 'audit'],
    tables: ['orders_done', 'approvals'],
  },
  { name: 'dues', mayEnter: ground, tables: ['dues', 'due_credits', 'due_changes'] },
  {
    name: 'messages',
    mayEnter: [...ground, 'context.ts', 'organisations'],
    tables: ['messages', 'message_deliveries'],
  },
  {
    name: 'staff',
    mayEnter: [...ground, 'context.ts', 'audit', 'organisations', 'messages'],
    tables: [
      'staff',
      'staff_links',
      'staff_authenticators',
      'staff_recovery_codes',
      'staff_passkeys',
      'staff_sessions',
      'staff_challenges',
      'staff_identity_providers',
    ],
  },
  {
    name: 'payments',
    mayEnter: [
      ...ground,
      'providers',
      'context.ts',
      'audit',
      'ledger',
      'organisations',
      'orders',
      'dues',
      'messages',
    ],
    tables: [
      'payments',
      'allocations',
      'attempts',
      'attempt_events',
      'holds',
      'inbox_events',
      'suspense_items',
      'provider_sweeps',
      'stray_movements',
      'refunds',
      'refund_lines',
      'suspense_resolutions',
      'disputes',
      'dispute_lines',
      'dispute_evidence',
    ],
  },
  {
    name: 'desk',
    mayEnter: [
      ...ground,
      'providers',
      'context.ts',
      'audit',
      'organisations',
      'orders',
      'dues',
      'payments',
    ],
  },
  {
    name: 'invoices',
    mayEnter: [...ground, 'context.ts', 'audit', 'organisations', 'dues', 'payments'],
    tables: ['import_files', 'invoices'],
  },
  {
    name: 'receipts',
    mayEnter: [
      ...ground,
      'context.ts',
      'audit',
      'organisations',
      'dues',
      'messages',
      'invoices',
      'payments',
    ],
    tables: ['receipt_counters', 'receipts', 'receipt_voids', 'payment_list_requests'],
  },
  {
    name: 'tickets',
    mayEnter: [...ground, 'context.ts', 'audit', 'organisations', 'messages', 'payments'],
    tables: ['ticket_counters', 'tickets', 'ticket_messages', 'ticket_attachments'],
  },
  {
    name: 'privacy',
    mayEnter: [
      ...ground,
      'context.ts',
      'audit',
      'organisations',
      'dues',
      'messages',
      'payments',
      'receipts',
      'tickets',
    ],
  },
  { name: 'opinions', mayEnter: [...ground, 'context.ts', 'organisations'], tables: ['opinions'] },
  {
    name: 'seals',
    mayEnter: [...ground, 'context.ts', 'audit', 'ledger', 'organisations'],
    tables: ['seal_notes'],
  },
  { name: 'invariants', mayEnter: [...ground, 'ledger', 'organisations'] },
  {
    name: 'reports',
    mayEnter: [...ground, 'context.ts', 'organisations'],
    tables: ['saved_views', 'report_figures'],
  },
  {
    name: 'exports',
    mayEnter: [...ground, 'context.ts', 'audit', 'organisations', 'messages', 'reports'],
    tables: ['exports', 'export_pieces', 'export_schedules'],
  },
  {
    name: 'uploads',
    mayEnter: [
      ...ground,
      'context.ts',
      'audit',
      'organisations',
      'messages',
      'invoices',
      'exports',
    ],
    tables: ['uploads', 'upload_pieces', 'upload_files'],
  },
  {
    name: 'health',
    mayEnter: [...ground, 'context.ts'],
    tables: ['workers'],
  },
  {
    name: 'jobs',
    mayEnter: [
      ...ground,
      'observation',
      'context.ts',
      'audit',
      'ledger',
      'exports',
      'organisations',
      'messages',
      'payments',
      'desk',
      'rate-limits',
      'receipts',
      'uploads',
      'seals',
    ],
    doors: ['alarm.ts', 'worker.ts', 'registry.ts'],
  },
  {
    name: 'web',
    mayEnter: [
      ...ground,
      'providers',
      'observation',
      'health',
      'context.ts',
      'rate-limits',
      'organisations',
      'dues',
      'messages',
      'invoices',
      'payments',
      'receipts',
      'tickets',
      'opinions',
    ],
    doors: [
      'server.ts',
      'listen.ts',
      'stop-server.ts',
      'assets.ts',
      'addresses.ts',
      'html.ts',
      'theme.ts',
      'card-number-guard.ts',
      'attachments/*',
      'components/*',
      'form.ts',
      'layout.ts',
      'order-key.ts',
      'posted-fields.ts',
      'posted-files.ts',
      'send-page.ts',
      'site.ts',
      'view.ts',
    ],
  },
  {
    name: 'office',
    mayEnter: [
      ...ground,
      'providers',
      'observation',
      'context.ts',
      'audit',
      'rate-limits',
      'organisations',
      'orders',
      'dues',
      'messages',
      'staff',
      'payments',
      'desk',
      'invoices',
      'receipts',
      'tickets',
      'opinions',
      'reports',
      'exports',
      'uploads',
      'privacy',
      'web',
    ],
  },
  { name: 'mailbox', mayEnter: ['core', 'web'] },
  {
    name: 'portal',
    doors: ['open-portal.ts', 'check-start.ts'],
    mayEnter: [
      ...ground,
      'config.ts',
      'providers',
      'observation',
      'context.ts',
      'organisations',
      'messages',
      'payments',
      'health',
      'receipts',
      'jobs',
      'web',
    ],
  },
  { name: 'demo', mayEnter: [...ground, '*'], doors: ['*'] },
  { name: 'commands', mayEnter: [...ground, '*'], doors: ['*'] },
  { name: 'main.ts', mayEnter: ['core', 'config.ts', 'portal', 'demo', 'commands'] },
];

/** Imports past a door that are right all the same, each with its reason. */
export const besideTheDoor: readonly {
  readonly to: string;
  readonly by: string;
  readonly because: string;
}[] = [
  { to: 'database/*', by: 'portal', because: 'it opens and migrates the database' },
  {
    to: 'database/inside-transaction.ts',
    by: 'providers',
    because: 'a provider that is called inside a transaction is a fault of ours, found here',
  },
  {
    to: 'providers/registry.ts',
    by: 'portal',
    because: 'it puts the providers into the context',
  },
  {
    to: 'database/claim-portal.ts',
    by: 'demo',
    because: 'it makes sure that one demo at a time uses the data folder',
  },
  {
    to: 'invoices/formats/test-invoice.ts',
    by: 'demo',
    because: 'the dues of the demo are invoices that the importer reads like any other',
  },
];
