/** What can be done and audited: each is a verb and a noun, and the back office has words for each. */

/** What one person proposes and another agrees to. */
export const proposedActions = ['refund', 'return', 'accounts', 'provider account'] as const;
export type ProposedAction = (typeof proposedActions)[number];

export const directActions = [
  'accept dispute',
  'accept seals',
  'add organisation',
  'add passkey',
  'answer ticket',
  'ask payer',
  'ask provider',
  'assign ticket',
  'change due',
  'change role',
  'choose password',
  'close by stray',
  'close ticket',
  'create due',
  'end discount',
  'end scheduled export',
  'end sessions',
  'erase payer',
  'explain stray',
  'export list',
  'forget identity provider',
  'give out payer data',
  'import dues',
  'import invoices',
  'invite staff',
  'invite staff again',
  'leave upload',
  'let staff in again',
  'load upload',
  'order upload',
  'record payment',
  'remove passkey',
  'reopen ticket',
  'resend receipt',
  'reset second factor',
  'return money',
  'save charge type',
  'save discount',
  'save service',
  'schedule export',
  'send evidence',
  'send example',
  'set against due',
  'set organisation',
  'set up authenticator',
  'shut staff out',
  'upload invoices',
  'use identity provider',
  'use provider account',
  'void receipt numbers',
  'withdraw due',
] as const;

export type AuditedAction =
  | (typeof directActions)[number]
  | `propose ${ProposedAction}`
  | `agree to ${ProposedAction}`
  | `refuse ${ProposedAction}`;
