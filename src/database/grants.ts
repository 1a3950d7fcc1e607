/** What the account of the portal may do with each table: facts are added, never changed or removed. */
import { escapeIdentifier } from 'pg';

/** Tables whose rows are facts; the portal's account may only read them and add to them. */
export const appendOnlyTables = [
  'ledger_accounts',
  'ledger_entries',
  'ledger_postings',
  'ledger_seals',
  'receipts',
  'attempt_events',
  'audit_records',
  'audit_seals',
  'message_deliveries',
  'stray_movements',
  'receipt_voids',
  'orders_done',
  'suspense_resolutions',
  'dispute_evidence',
  'due_changes',
  'terms_versions',
] as const;

/** Tables that tell the portal what the database is; it may only read them. */
const readOnlyTables = ['schema_migrations'] as const;

/**
 * The statements that give `portalRole` its rights on every table of schema public, and no others.
 *
 * @param tables the names of all tables of the schema
 */
export function grantStatements(tables: readonly string[], portalRole: string): string[] {
  const role = escapeIdentifier(portalRole);
  const statements = [`grant usage on schema public to ${role}`];
  for (const table of tables) {
    const name = `public.${escapeIdentifier(table)}`;
    statements.push(`revoke all on ${name} from ${role}`);
    statements.push(`grant ${rights(table)} on ${name} to ${role}`);
  }
  statements.push(`grant usage, select on all sequences in schema public to ${role}`);
  statements.push(`grant execute on all functions in schema public to ${role}`);
  return statements;
}

function rights(table: string): string {
  if ((readOnlyTables as readonly string[]).includes(table)) return 'select';
  if ((appendOnlyTables as readonly string[]).includes(table)) return 'select, insert';
  return 'select, insert, update, delete';
}
