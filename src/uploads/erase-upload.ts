/** Takes away what an upload holds, when it is over or nobody came for it. */
import type { Context } from '../context.ts';
import { deletePieces, deleteUploadFiles, writeErased } from './store/index.ts';
import { moveUpload } from './move-upload.ts';
import type { UploadEvent } from './upload-states.ts';

/** @param event what brings it to its end; null when it has ended */
export async function eraseUpload(
  context: Pick<Context, 'database' | 'clock'>,
  organisationId: string,
  uploadId: string,
  event: UploadEvent | null,
): Promise<void> {
  await context.database.transaction(async (transaction) => {
    const isEnding =
      event === null || (await moveUpload(context, transaction, organisationId, uploadId, event));
    if (!isEnding) return;
    await deletePieces(transaction, organisationId, uploadId, null);
    await deleteUploadFiles(transaction, organisationId, uploadId);
    await writeErased(transaction, organisationId, uploadId, context.clock.now());
  });
}
