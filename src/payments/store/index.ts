/** All SQL of the payments: no other file of the house names their tables. */
export * from './attempt-asking.ts';
export * from './attempt-events.ts';
export * from './attempt-moves.ts';
export * from './attempts.ts';
export * from './attention.ts';
export * from './backlogs.ts';
export * from './disputes.ts';
export * from './holds.ts';
export * from './inbox.ts';
export * from './paid-parts.ts';
export * from './payer-emails.ts';
export * from './payments.ts';
export * from './refunds.ts';
export * from './suspense.ts';
export * from './sweeps.ts';
