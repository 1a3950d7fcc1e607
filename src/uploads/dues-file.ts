/** Gives a file of dues to its importer, and says in a judgement what that answered. */
import type { Context } from '../context.ts';
import type { Language } from '../core/texts.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import {
  importDues,
  importDuesWithin,
  type DuesSource,
  type ImportedDues,
} from '../due-imports/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { judgeDues } from './judged-dues.ts';
import type { Judgement } from './judgement.ts';
import { findContent, noteDone, type UploadFile } from './store/index.ts';
import { uploadLimits, type Upload } from './upload.ts';

/** By its name: what is neither invoice nor archive is a text of rows. */
export function isDuesFile(name: string): boolean {
  return /\.(?:csv|tsv|txt|jsonl|ndjson)$/i.test(name);
}

type Loading = Pick<Context, 'database' | 'clock' | 'ids' | 'reach' | 'leaseSeconds'>;
type Which = { readonly upload: Upload; readonly file: UploadFile };

/** Its good rows, some hundred in a transaction, or what loading them would do. */
export async function loadDuesFile(
  context: Loading,
  organisation: Organisation,
  { upload, file, dryRun }: Which & { readonly dryRun: boolean },
): Promise<Judgement> {
  const { database, leaseSeconds } = context;
  const source = await sourceOf(database, organisation.id, upload, file);
  if (source === null) return tooLarge;
  const imported = await importDues(context, source, {
    ...optionsOf(organisation, upload),
    way: 'good',
    dryRun,
    // A sign of life; the file counts when it is done.
    onProgress: () => noteDone(database, organisation.id, upload.id, { count: 0, leaseSeconds }),
  });
  return judgementOfDues(imported);
}

/** All of its rows; where one is rejected, the caller ends the transaction without anything. */
export async function loadDuesWithin(
  context: Loading,
  transaction: Transaction,
  organisation: Organisation,
  { upload, file }: Which,
): Promise<Judgement> {
  const { database, leaseSeconds } = context;
  const source = await sourceOf(transaction, organisation.id, upload, file);
  if (source === null) return tooLarge;
  const imported = await importDuesWithin(context, transaction, source, {
    ...optionsOf(organisation, upload),
    // Outside the transaction, of which nobody sees anything before it ends.
    onProgress: () => noteDone(database, organisation.id, upload.id, { count: 0, leaseSeconds }),
  });
  return judgementOfDues(imported);
}

/** The rows that failed, as a file of the same form; rows that were loaded are known, and so not among them. */
export async function failedRowsOf(
  context: Pick<Context, 'database' | 'clock' | 'ids' | 'reach'>,
  organisation: Organisation,
  { upload, file }: Which,
  language: Language,
): Promise<string> {
  const source = await sourceOf(context.database, organisation.id, upload, file);
  let text = '';
  const open = () => (piece: string) => void (text += piece);
  const options = optionsOf(organisation, upload);
  const failedRows = { language, open };
  if (source) {
    await importDues(context, source, { ...options, way: 'good', dryRun: true, failedRows });
  }
  return text;
}

function optionsOf(organisation: Organisation, upload: Upload) {
  const { replaces: replace, uploadedBy: actor, services } = upload;
  return { organisation, replace, actor, services };
}

/** @returns null for one that is larger than files in the browser may be */
async function sourceOf(
  database: Queryable,
  organisationId: string,
  upload: Upload,
  { name, position }: UploadFile,
): Promise<DuesSource | null> {
  const content = await findContent(database, organisationId, upload.id, position);
  if (content && content.length > uploadLimits.fileBytes) return null;
  return {
    name,
    open: async function* open() {
      if (content) yield content;
    },
  };
}

const tooLarge: Judgement = {
  status: 'rejected',
  error: {
    code: 'dues_file_too_large',
    values: { megabytes: uploadLimits.fileBytes / (1024 * 1024) },
  },
  invoices: [],
  dues: null,
};

function judgementOfDues(imported: ImportedDues): Judgement {
  const { status, error } = imported;
  return {
    status,
    error: error && { code: error.code, values: error.values },
    invoices: [],
    dues: judgeDues(imported),
  };
}
