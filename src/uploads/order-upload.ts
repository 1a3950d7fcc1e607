/** What the person who sent an upload decides about it: load it, or leave it. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import { moveUpload } from './move-upload.ts';
import {
  deletePieces,
  deleteUploadFiles,
  findUpload,
  writeErased,
  writeOrder,
} from './store/index.ts';
import type { Upload, Way } from './upload.ts';

type Ordering = Pick<Context, 'database' | 'clock' | 'ids' | 'wake'>;

/**
 * Orders an upload to be loaded; a second time it changes nothing.
 *
 * @throws Refusal `not_found` for somebody else's, `already_decided` when it is over or not judged yet
 */
export async function orderLoad(
  context: Ordering,
  organisation: Organisation,
  uploadId: string,
  {
    way,
    actor,
    services,
  }: {
    readonly way: Way;
    readonly actor: string;
    /** For which the person may load now; null for all. */
    readonly services: readonly string[] | null;
  },
): Promise<void> {
  await context.database.transaction(async (transaction) => {
    const upload = await ownUpload(transaction, organisation, uploadId, actor);
    if (!(await moveUpload(context, transaction, organisation.id, uploadId, 'load'))) {
      if (['loading', 'loaded'].includes(upload.state)) return;
      throw new Refusal('already_decided');
    }
    const orderedAt = context.clock.now();
    await writeOrder(transaction, organisation.id, uploadId, { way, orderedAt, services });
    await recordAudit(transaction, context, organisation.id, {
      actor,
      action: 'order upload',
      subject: uploadId,
      detail: { way, files: upload.fileCount },
    });
  });
  context.wake(organisation.id, 'work-on-uploads');
}

/**
 * Leaves an upload: nothing of it is loaded, and its files are gone at once.
 *
 * @throws Refusal `not_found` for somebody else's, `already_decided` when it is being loaded or was
 */
export async function leaveUpload(
  context: Ordering,
  organisation: Organisation,
  uploadId: string,
  actor: string,
): Promise<void> {
  await context.database.transaction(async (transaction) => {
    const upload = await ownUpload(transaction, organisation, uploadId, actor);
    if (!(await moveUpload(context, transaction, organisation.id, uploadId, 'leave'))) {
      if (upload.state === 'left') return;
      throw new Refusal('already_decided');
    }
    await deletePieces(transaction, organisation.id, uploadId, null);
    await deleteUploadFiles(transaction, organisation.id, uploadId);
    await writeErased(transaction, organisation.id, uploadId, context.clock.now());
    await recordAudit(transaction, context, organisation.id, {
      actor,
      action: 'leave upload',
      subject: uploadId,
      detail: { files: upload.fileCount },
    });
  });
}

async function ownUpload(
  transaction: Transaction,
  organisation: Organisation,
  uploadId: string,
  actor: string,
): Promise<Upload> {
  const upload = await findUpload(transaction, organisation.id, uploadId);
  if (!upload || upload.uploadedBy !== actor) throw new Refusal('not_found');
  return upload;
}
