/** Gives one file of an upload to the importer, and says in a judgement what it answered. */
import type { Context } from '../context.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { importFile, readOpened, type ImportedFile, type ReadFile } from '../invoices/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { findContent, type UploadFile } from './store/index.ts';
import { limitsOfUploads } from './unpack-upload.ts';
import type { Upload } from './upload.ts';
import { judgeInvoice, type Judgement } from './judgement.ts';

type Importing = Pick<Context, 'database' | 'clock' | 'ids' | 'reach'>;

/** What the importer said, with the documents also where it rejected them. */
export type Answer = Pick<ImportedFile, 'status' | 'error' | 'effects' | 'documents'>;

export async function readUploadFile(
  database: Queryable,
  organisationId: string,
  upload: Upload,
  { position, name, sha256 }: UploadFile,
): Promise<ReadFile> {
  const content = await findContent(database, organisationId, upload.id, position);
  return readOpened({ name, sha256, content: content ?? new Uint8Array() }, limitsOfUploads);
}

export async function importUploadFile(
  context: Importing,
  organisation: Organisation,
  {
    upload,
    file,
    dryRun,
    also,
  }: {
    readonly upload: Upload;
    readonly file: UploadFile;
    readonly dryRun: boolean;
    /** Done in the transaction in which the file is loaded. */
    readonly also?: (transaction: Transaction, answer: Answer) => Promise<void>;
  },
): Promise<Answer> {
  if (!mayLoadInvoices(upload)) {
    return { status: 'rejected', error: notYours, effects: [], documents: [] };
  }
  const read = await readUploadFile(context.database, organisation.id, upload, file);
  const documents = read.outcome.status === 'read' ? read.outcome.documents : [];
  const imported = await importFile(context, read, {
    organisation,
    dryRun,
    replace: upload.replaces,
    actor: upload.uploadedBy,
    uploadId: upload.id,
    ...(also && {
      also: (transaction, stored) => also(transaction, { ...stored, error: null, documents }),
    }),
  });
  return { ...imported, documents };
}

/** Their dues are of this service; who may do nothing with it loads none. */
export function mayLoadInvoices({ services }: Upload): boolean {
  return services === null || services.includes('invoices');
}

const notYours = {
  code: 'invoices_not_yours',
  values: {},
  message: 'whoever sent it may not load invoices',
};

export function judgementOf({ status, error, documents, effects }: Answer): Judgement {
  const none = { kind: 'rejected', credited: [] } as const;
  return {
    status,
    error: error && { code: error.code, values: error.values, line: error.line },
    invoices: documents.map((document, index) => judgeInvoice(document, effects[index] ?? none)),
    dues: null,
  };
}
