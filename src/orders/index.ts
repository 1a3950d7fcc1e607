/** The orders' door; it owns orders_done and approvals: what staff order, done once and by two where it must be. */
export { carryOutOnce, isCarriedOut, type StaffOrder } from './order.ts';
export {
  decideApproval,
  findApproval,
  findApprovalAbout,
  findOpenApprovals,
  proposeApproval,
  refuseApproval,
  refuseWithin,
  type Approval,
  type Proposal,
} from './approval.ts';
