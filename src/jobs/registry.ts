/** The jobs of the house. */
import { sealAudit } from '../audit/index.ts';
import { forgetCarts } from '../carts/index.ts';
import { expireKeys } from '../desk/index.ts';
import { releaseUses } from '../discounts/index.ts';
import { makeExports } from '../exports/index.ts';
import type { Context } from '../context.ts';
import { sealLedger } from '../ledger/index.ts';
import { sendMessages, type Composer, type Mailer } from '../messages/index.ts';
import { askDueAttempts, askDueRefunds, processInbox, sweepMovements } from '../payments/index.ts';
import { watchJob } from '../observation/index.ts';
import { forgetOldTries } from '../rate-limits/index.ts';
import { issueReceipts, makePaymentLists } from '../receipts/index.ts';
import { workOnUploads } from '../uploads/index.ts';
import { noteSeals, type AppendSeal } from '../seals/index.ts';
import type { Job } from './job.ts';

export type JobContext = Context & {
  readonly mailer: Mailer;
  readonly composers: ReadonlyMap<string, Composer>;
  /** Notes the last seals outside the database. */
  readonly appendSeal: AppendSeal;
};

export function createJobs(context: JobContext): Job[] {
  const forget = forgetOldTries(context);
  const jobs: readonly Job[] = [
    {
      name: 'process-inbox',
      run: (organisation) => processInbox(context, organisation),
      // One question that the provider does not answer must not hold up all that comes after it.
      loops: 2,
    },
    { name: 'ask-due-attempts', run: (organisation) => askDueAttempts(context, organisation) },
    { name: 'ask-due-refunds', run: (organisation) => askDueRefunds(context, organisation) },
    { name: 'sweep-movements', run: (organisation) => sweepMovements(context, organisation) },
    { name: 'issue-receipts', run: (organisation) => issueReceipts(context, organisation) },
    {
      name: 'make-payment-lists',
      run: (organisation) => makePaymentLists(context, organisation),
    },
    {
      name: 'release-discounts',
      run: (organisation) => releaseUses(context, organisation),
      rests: true,
    },
    { name: 'send-messages', run: (organisation) => sendMessages(context, organisation) },
    { name: 'make-exports', run: (organisation) => makeExports(context, organisation) },
    { name: 'work-on-uploads', run: (organisation) => workOnUploads(context, organisation) },
    { name: 'seal-audit', run: (organisation) => sealAudit(context, organisation) },
    {
      name: 'seal-ledger',
      run: (organisation) => sealLedger(context, organisation),
      // What is booked within a second shares a seal, and payers the processor with nobody.
      rests: true,
    },
    {
      name: 'note-seals',
      run: (organisation) => noteSeals(context, organisation, context.appendSeal),
      rests: true,
    },
    { name: 'forget-carts', run: (organisation) => forgetCarts(context, organisation) },
    {
      name: 'forget-old-tries',
      run: async (organisation) => {
        await forget();
        return expireKeys(context, organisation);
      },
    },
  ];
  const note = context.note ?? (() => {});
  return jobs.map((job) => watchJob(job, note));
}
