/** Loads all files of an upload in one transaction, or none of them. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { importWithin, lockImports } from '../invoices/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { endStepInTransaction } from './end-step.ts';
import { isDuesFile, loadDuesWithin } from './dues-file.ts';
import { judgementOf, mayLoadInvoices, readUploadFile } from './import-upload-file.ts';
import type { Judgement } from './judgement.ts';
import { moveUpload } from './move-upload.ts';
import { noteLoaded } from './note-loaded.ts';
import {
  findUploadFiles,
  judgeAnew,
  noteDone,
  resetDone,
  writeRefused,
  type UploadFile,
} from './store/index.ts';
import type { Upload } from './upload.ts';

type Loading = Pick<
  Context,
  'database' | 'clock' | 'ids' | 'reach' | 'leaseSeconds' | 'wake' | 'publicUrl'
>;

/** How many files are done between two signs of life. */
const perSign = 20;

/** One that is rejected, now or in the preview, ends it: all are judged again, and the person decides anew. */
export async function loadTogether(
  context: Loading,
  organisation: Organisation,
  upload: Upload,
): Promise<void> {
  for (const kind of ['rejected', 'partly'] as const) {
    const wanted = { kind, most: 1 };
    const found = await findUploadFiles(context.database, organisation.id, upload.id, wanted);
    if (found.length > 0) return refuse(context, organisation, upload);
  }
  await resetDone(context.database, organisation.id, upload.id);
  try {
    await context.database.transaction(async (transaction) => {
      await loadAll(context, transaction, organisation, upload);
      await endStepInTransaction(context, transaction, organisation, upload, 'finish');
      context.reach('import.before_commit');
    });
    context.reach('import.after_commit');
  } catch (error) {
    if (!(error instanceof OneRejected)) throw error;
    return refuse(context, organisation, upload);
  }
  context.wake(organisation.id, 'send-messages');
}

/** @throws OneRejected */
async function loadAll(
  context: Loading,
  transaction: Transaction,
  organisation: Organisation,
  upload: Upload,
): Promise<void> {
  let count = 0;
  await lockImports(transaction, organisation.id);
  for await (const file of filesOf(transaction, organisation.id, upload)) {
    const judgement = await loadWithin(context, transaction, organisation, upload, file);
    if (judgement.status === 'rejected') throw new OneRejected(file.name);
    await noteLoaded(transaction, organisation.id, upload.id, file, judgement);
    count += 1;
    const done = { count: perSign, leaseSeconds: context.leaseSeconds };
    // Outside the transaction, of which nobody sees anything before it ends.
    if (count % perSign === 0) await noteDone(context.database, organisation.id, upload.id, done);
  }
}

async function loadWithin(
  context: Loading,
  transaction: Transaction,
  organisation: Organisation,
  upload: Upload,
  file: UploadFile,
): Promise<Judgement> {
  if (isDuesFile(file.name)) {
    return loadDuesWithin(context, transaction, organisation, { upload, file });
  }
  if (!mayLoadInvoices(upload)) throw new OneRejected(file.name);
  const { replaces: replace, uploadedBy: actor, id: uploadId } = upload;
  const options = { organisation, replace, actor, uploadId };
  const read = await readUploadFile(transaction, organisation.id, upload, file);
  const imported = await importWithin(context, transaction, read, options);
  const documents = read.outcome.status === 'read' ? read.outcome.documents : [];
  return judgementOf({ ...imported, documents });
}

/** Ends the transaction of all. */
class OneRejected extends Error {}

async function* filesOf(
  transaction: Transaction,
  organisationId: string,
  upload: Upload,
): AsyncGenerator<UploadFile> {
  for (;;) {
    // Those that are done are not of this stage any more.
    const wanted = { stage: 'judged', most: 50 } as const;
    const files = await findUploadFiles(transaction, organisationId, upload.id, wanted);
    yield* files;
    if (files.length < wanted.most) return;
  }
}

async function refuse(context: Loading, organisation: Organisation, upload: Upload): Promise<void> {
  await context.database.transaction(async (transaction) => {
    if (!(await moveUpload(context, transaction, organisation.id, upload.id, 'refuse'))) return;
    await writeRefused(transaction, organisation.id, upload.id);
    await judgeAnew(transaction, organisation.id, upload.id);
    await recordAudit(transaction, context, organisation.id, {
      actor: upload.uploadedBy,
      action: 'load upload',
      subject: upload.id,
      detail: { way: upload.way, outcome: 'refused' },
    });
  });
}
