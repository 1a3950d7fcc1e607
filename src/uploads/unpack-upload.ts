/** Divides what was sent into its files, which are then judged one by one. */
import type { Context } from '../context.ts';
import {
  defaultLimits,
  openInvoiceFiles,
  type InvoiceSource,
  type Limits,
  type OpenedFile,
} from '../invoices/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { plainName } from './file-name.ts';
import { moveUpload } from './move-upload.ts';
import { reasonsName } from './failed-files.ts';
import {
  deletePieces,
  deleteUploadFiles,
  findParts,
  insertUploadFile,
  noteDone,
  readPart,
  resetDone,
  writeFileCount,
} from './store/index.ts';
import { uploadLimits, type Upload } from './upload.ts';
import type { Judgement, JudgementError } from './judgement.ts';

type Unpacking = Pick<Context, 'database' | 'clock' | 'leaseSeconds'>;

export const limitsOfUploads: Limits = {
  ...defaultLimits,
  fileBytes: uploadLimits.fileBytes,
  archiveBytes: uploadLimits.unpackedBytes,
  // Folders, and what operating systems add of their own accord, count for the reader too.
  archiveEntries: 3 * uploadLimits.files,
};

/** How many are done between two signs of life. */
const perSign = 10;

/** Begins anew where another worker did not come to the end. */
export async function unpackUpload(
  context: Unpacking,
  organisation: Organisation,
  upload: Upload,
): Promise<void> {
  const { database } = context;
  await deleteUploadFiles(database, organisation.id, upload.id);
  await resetDone(database, organisation.id, upload.id);
  const parts = await findParts(database, organisation.id, upload.id);
  const unpacked: number[] = [];
  let position = 0;
  for (const { part, name } of parts) {
    const source = {
      name,
      open: () => readPart(database, organisation.id, { uploadId: upload.id, part }),
    };
    const next = await unpackPart(context, organisation, upload, { source, part, position });
    if (next.isUnpacked) unpacked.push(part);
    position = next.position;
  }
  await database.transaction(async (transaction) => {
    if (!(await moveUpload(context, transaction, organisation.id, upload.id, 'unpack'))) return;
    await writeFileCount(transaction, organisation.id, upload.id, position);
    // An archive that cannot be opened stays: it is given back as it came.
    await deletePieces(transaction, organisation.id, upload.id, unpacked);
  });
}

type Part = {
  readonly source: InvoiceSource;
  readonly part: number;
  /** Of its first file. */
  readonly position: number;
};

async function unpackPart(
  context: Unpacking,
  organisation: Organisation,
  upload: Upload,
  { source, part, position: first }: Part,
): Promise<{ readonly position: number; readonly isUnpacked: boolean }> {
  const { database } = context;
  let position = first;
  for await (const opened of openInvoiceFiles(source, limitsOfUploads)) {
    if (opened.name.endsWith(`/${reasonsName}`)) continue;
    const isTooMany = position >= uploadLimits.files;
    // Not some of an archive: whoever sent it could not tell which.
    if (isTooMany) await deleteUploadFiles(database, organisation.id, upload.id, first);
    const place = isTooMany ? first : position;
    const file = isTooMany ? { ...opened, name: source.name, refusal: tooMany } : opened;
    const row = { ...rowOf(file), position: place, part };
    if (!(await insertUploadFile(database, organisation.id, upload.id, row))) break;
    position = place + 1;
    if (position % perSign === 0) {
      const done = { count: perSign, leaseSeconds: context.leaseSeconds };
      await noteDone(database, organisation.id, upload.id, done);
    }
    if ('refusal' in file) return { position, isUnpacked: false };
  }
  return { position, isUnpacked: true };
}

const tooMany: JudgementError = { code: 'upload_too_many', values: { limit: uploadLimits.files } };

function rowOf(file: OpenedFile | (Omit<OpenedFile, 'content'> & { refusal: JudgementError })) {
  const { sha256 } = file;
  const name = plainName(file.name);
  if (!('refusal' in file)) return { sha256, name, content: file.content, judgement: null };
  const { code, values } = file.refusal;
  const error = { code, values };
  const judgement: Judgement = { status: 'rejected', error, invoices: [], dues: null };
  return { sha256, name, content: null, judgement };
}
