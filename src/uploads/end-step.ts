/** Ends a step of an upload: counts and sums what became of its files, and says so. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import { announceLoaded } from './announce-loaded.ts';
import { matchCreditNotes } from './beside-others.ts';
import { moveUpload } from './move-upload.ts';
import { findUploadFiles, sumFigures, writeFigures, writeJudgement } from './store/index.ts';
import type { Upload } from './upload.ts';
import type { JudgedInvoice } from './judgement.ts';

type Ending = Pick<Context, 'database' | 'clock' | 'ids' | 'wake' | 'publicUrl'>;

export async function endStep(
  context: Ending,
  organisation: Organisation,
  upload: Upload,
  event: 'judge' | 'finish',
): Promise<void> {
  await context.database.transaction((transaction) =>
    endStepInTransaction(context, transaction, organisation, upload, event),
  );
  if (event === 'finish') context.wake(organisation.id, 'send-messages');
}

export async function endStepInTransaction(
  context: Pick<Context, 'clock' | 'ids' | 'publicUrl'>,
  transaction: Transaction,
  organisation: Organisation,
  upload: Upload,
  event: 'judge' | 'finish',
): Promise<void> {
  // Another worker may have been here, or the person may have left it.
  if (!(await moveUpload(context, transaction, organisation.id, upload.id, event))) return;
  await matchAll(transaction, organisation.id, upload);
  const figures = await sumFigures(transaction, organisation.id, upload.id);
  const endedAt = event === 'finish' ? context.clock.now() : null;
  await writeFigures(transaction, organisation.id, upload.id, figures, endedAt);
  if (endedAt === null) return;
  const { files, invoices, dues } = figures;
  await recordAudit(transaction, context, organisation.id, {
    actor: upload.uploadedBy,
    action: 'load upload',
    subject: upload.id,
    detail: {
      way: upload.way,
      ...files,
      invoices: invoices.map(({ effect, count, sum }) => ({
        effect,
        count,
        minor: String(sum.minor),
        currency: sum.currency,
      })),
      dues: dues.map(({ effect, count }) => ({ effect, count })),
    },
  });
  await announceLoaded(context, transaction, organisation, { ...upload, figures, endedAt });
}

async function matchAll(
  transaction: Transaction,
  organisationId: string,
  upload: Upload,
): Promise<void> {
  const files = await findUploadFiles(transaction, organisationId, upload.id, { most: 10_000 });
  const others: JudgedInvoice[] = files.flatMap(({ judgement }) =>
    judgement === null || judgement.status === 'rejected'
      ? []
      : judgement.invoices.filter(({ isCreditNote }) => !isCreditNote),
  );
  for (const { position, stage, judgement, earlier } of files) {
    const matched = judgement && matchCreditNotes(judgement, others);
    if (!matched) continue;
    const file = { position, from: stage, to: stage, judgement: matched, earlier };
    await writeJudgement(transaction, organisationId, upload.id, file);
  }
}
