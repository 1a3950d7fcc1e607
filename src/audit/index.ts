/** The audit's door; it owns audit_records: what people did to an organisation and its money. */
export { findAudit, recordAudit, type AuditRecord } from './store.ts';
