/** Loads the good files of an upload, each in a transaction of its own together with what became of it. */
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import { endStep } from './end-step.ts';
import { isDuesFile, loadDuesFile } from './dues-file.ts';
import { importUploadFile, judgementOf, type Answer } from './import-upload-file.ts';
import { noteLoaded } from './note-loaded.ts';
import type { Judgement } from './judgement.ts';
import { findUploadFiles, noteDone, type UploadFile } from './store/index.ts';
import type { Upload } from './upload.ts';

type Loading = Pick<
  Context,
  'database' | 'clock' | 'ids' | 'reach' | 'leaseSeconds' | 'wake' | 'publicUrl'
>;

/** Until others have their turn; a portal that is told to stop waits for so many. */
const atATime = 25;

export async function loadSome(
  context: Loading,
  organisation: Organisation,
  upload: Upload,
): Promise<void> {
  // What the preview said would be rejected was not ordered.
  for (const kind of ['good', 'known'] as const) {
    const wanted = { stage: 'judged', kind, most: atATime } as const;
    const files = await findUploadFiles(context.database, organisation.id, upload.id, wanted);
    for (const file of files) await loadFile(context, organisation, upload, file);
    if (files.length === atATime) return;
  }
  await endStep(context, organisation, upload, 'finish');
}

async function loadFile(
  context: Loading,
  organisation: Organisation,
  upload: Upload,
  file: UploadFile,
): Promise<void> {
  const note = async (transaction: Transaction, judgement: Judgement): Promise<void> => {
    const isFirst = await noteLoaded(transaction, organisation.id, upload.id, file, judgement);
    const done = { count: 1, leaseSeconds: context.leaseSeconds };
    if (isFirst) await noteDone(transaction, organisation.id, upload.id, done);
  };
  const noteAnswer = (transaction: Transaction, answer: Answer) =>
    note(transaction, judgementOf(answer));
  if (isDuesFile(file.name)) {
    // Its rows are known by their keys: a load that ended in the middle goes on.
    const judgement = await loadDuesFile(context, organisation, { upload, file, dryRun: false });
    return context.database.transaction((own) => note(own, judgement));
  }
  const answer = await importUploadFile(context, organisation, {
    upload,
    file,
    dryRun: false,
    also: noteAnswer,
  });
  // Nothing of it was stored, so there was no transaction to say so in.
  if (answer.status === 'rejected')
    await context.database.transaction((own) => noteAnswer(own, answer));
}
