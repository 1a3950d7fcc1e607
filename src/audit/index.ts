/** The audit's door; it owns audit_records and the chain that seals them: what people did to an organisation and its money. */
export {
  directActions,
  proposedActions,
  type AuditedAction,
  type ProposedAction,
} from './audited-action.ts';
export { sealAudit } from './seal-audit.ts';
export {
  erasePersonal,
  findAudit,
  findChainEnd,
  findSealHashes,
  recordAudit,
  type AuditedDeed,
  type AuditRecord,
} from './store.ts';
