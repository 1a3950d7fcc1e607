/** Takes files as they arrive and keeps them in pieces: never more of them in memory than one piece. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { isRefusedBy } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import { eraseUpload } from './erase-upload.ts';
import { dueIn, moveUpload } from './move-upload.ts';
import { plainName } from './file-name.ts';
import {
  findUploadByOrderKey,
  insertPiece,
  insertUpload,
  sumKeptBytes,
  writeArrival,
  type NewUpload,
} from './store/index.ts';
import { mostKeptBytes, uploadLimits } from './upload.ts';

type Receiving = Pick<Context, 'database' | 'clock' | 'ids' | 'wake'>;

/** A file that still arrives. */
export type Arriving = {
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
};

export type Sender = Pick<
  NewUpload,
  'uploadedBy' | 'recipient' | 'language' | 'services' | 'replaces'
> & {
  /** Made when the form was shown; the same one twice is one upload. */
  readonly orderKey: string;
};

/** `full`: what waits of earlier uploads has to be loaded or left first. */
export type Received =
  | { readonly kind: 'received'; readonly uploadId: string }
  | { readonly kind: 'nothing' | 'too_large' | 'too_many' | 'full' };

const pieceBytes = 256 * 1024;

export async function receiveUpload(
  context: Receiving,
  organisation: Organisation,
  files: AsyncIterable<Arriving>,
  sender: Sender,
): Promise<Received> {
  const { database } = context;
  const kept = await sumKeptBytes(database, organisation.id, uploadLimits.bytes);
  if (kept + BigInt(uploadLimits.bytes) > BigInt(mostKeptBytes)) return { kind: 'full' };
  const id = context.ids.next('upl');
  const { orderKey, ...who } = sender;
  const upload = { ...who, id, uploadedAt: context.clock.now() };
  await insertUpload(database, organisation.id, upload, dueIn(context, 'receiving'));
  let isKept = false;
  try {
    const arrived = await keepParts(context, organisation, id, files);
    if (typeof arrived === 'string') return { kind: arrived };
    isKept = await arrive(context, organisation, upload, { orderKey, ...arrived });
    const uploadId = isKept ? id : await findUploadByOrderKey(database, organisation.id, orderKey);
    return { kind: 'received', uploadId: uploadId ?? id };
  } finally {
    // Too much, the same form again, or a browser that went away.
    if (!isKept) await eraseUpload(context, organisation.id, id, 'leave');
  }
}

type Arrived = { readonly partCount: number; readonly byteCount: number };

async function keepParts(
  context: Receiving,
  organisation: Organisation,
  uploadId: string,
  files: AsyncIterable<Arriving>,
): Promise<Arrived | 'nothing' | 'too_large' | 'too_many'> {
  let [partCount, byteCount] = [0, 0];
  for await (const { name, content } of files) {
    if (partCount === uploadLimits.files) return 'too_many';
    let position = 0;
    for await (const piece of inPieces(content)) {
      byteCount += piece.length;
      if (byteCount > uploadLimits.bytes) return 'too_large';
      const place = { uploadId, part: partCount, position };
      const named = position === 0 ? plainName(name) : null;
      await insertPiece(context.database, organisation.id, place, { name: named, content: piece });
      position += 1;
    }
    const isNone = name === '' && position === 0;
    if (!isNone && position === 0)
      await keepEmpty(context, organisation, uploadId, partCount, name);
    if (!isNone) partCount += 1;
  }
  return partCount === 0 ? 'nothing' : { partCount, byteCount };
}

/** An empty file is one of those that are told about. */
async function keepEmpty(
  context: Receiving,
  organisation: Organisation,
  uploadId: string,
  part: number,
  name: string,
): Promise<void> {
  const piece = { name: plainName(name), content: new Uint8Array() };
  await insertPiece(context.database, organisation.id, { uploadId, part, position: 0 }, piece);
}

async function* inPieces(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    held.push(chunk);
    size += chunk.length;
    if (size < pieceBytes) continue;
    yield Buffer.concat(held);
    [held, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(held);
}

/** @returns false when the same form was received before */
async function arrive(
  context: Receiving,
  organisation: Organisation,
  { id, uploadedBy }: NewUpload,
  arrived: Arrived & { readonly orderKey: string },
): Promise<boolean> {
  try {
    await context.database.transaction(async (transaction) => {
      await writeArrival(transaction, organisation.id, id, arrived);
      await moveUpload(context, transaction, organisation.id, id, 'arrive');
      await recordAudit(transaction, context, organisation.id, {
        actor: uploadedBy,
        action: 'upload invoices',
        subject: id,
        detail: { parts: arrived.partCount, bytes: arrived.byteCount },
      });
    });
  } catch (error) {
    if (isRefusedBy(error, 'uploads_organisation_id_order_key_key')) return false;
    throw error;
  }
  context.wake(organisation.id, 'work-on-uploads');
  return true;
}
