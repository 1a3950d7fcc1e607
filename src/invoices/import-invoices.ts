/** Loads invoice files: each file whole or not at all, each invoice once. */
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import {
  findOrganisationsByTaxId,
  normaliseTaxId,
  type Organisation,
} from '../organisations/index.ts';
import type { Transaction } from '../database/database.ts';
import { readInvoiceFiles, type InvoiceDocument, type ReadFile } from './formats/index.ts';
import { ImportRejected } from './import-rejected.ts';
import type { RejectionReason } from './rejection-words.ts';
import {
  storeFile,
  storeInTransaction,
  type Effect,
  type Stored,
  type StoreOptions,
} from './store-file.ts';

/** Why a file was rejected; `message` is English, `rejectionWords` says the same in other languages. */
export type ImportError = RejectionReason & {
  readonly message: string;
  readonly line?: number;
};

/** What became of one file. */
export type ImportedFile = {
  readonly file: string;
  readonly status: 'imported' | 'already_known' | 'rejected';
  readonly error: ImportError | null;
  readonly documents: readonly InvoiceDocument[];
  /** One for each document; none when it was rejected. */
  readonly effects: readonly Effect[];
};

export type ImportOptions = StoreOptions & {
  /** The organisation to load for; null: the one that the supplier is. */
  readonly organisation: Organisation | null;
  readonly dryRun: boolean;
  /** Done in the transaction of each file that is loaded, so that both are or neither. */
  readonly also?: (transaction: Transaction, stored: Stored) => Promise<void>;
};

type Importing = Pick<Context, 'database' | 'clock' | 'ids' | 'reach'>;

/** Loads one file, or every file of a zip, one after the other in constant memory. */
export async function* importInvoices(
  context: Importing,
  source: Parameters<typeof readInvoiceFiles>[0],
  options: ImportOptions,
): AsyncGenerator<ImportedFile> {
  for await (const file of readInvoiceFiles(source)) yield await importFile(context, file, options);
}

/** Loads one file that was read, whole or not at all. */
export async function importFile(
  context: Importing,
  file: ReadFile,
  options: ImportOptions,
): Promise<ImportedFile> {
  return judged(file, async (documents) => {
    const organisation = options.organisation ?? (await supplierOf(context, documents));
    refuseOtherSuppliers(organisation, documents);
    return storeFile(context, organisation, { ...file, documents }, options);
  });
}

/**
 * Loads one file within a transaction of the caller's, which holds the lock of imports.
 *
 * One that is rejected may have left a part of itself: the caller ends the transaction without anything.
 */
export async function importWithin(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  file: ReadFile,
  options: StoreOptions & { readonly organisation: Organisation },
): Promise<ImportedFile> {
  const { organisation } = options;
  return judged(file, async (documents) => {
    refuseOtherSuppliers(organisation, documents);
    const whole = { ...file, documents };
    return storeInTransaction(context, transaction, organisation, whole, options);
  });
}

async function judged(
  { name: file, outcome }: ReadFile,
  store: (documents: readonly InvoiceDocument[]) => Promise<Stored>,
): Promise<ImportedFile> {
  const rejected = (error: ImportError): ImportedFile => ({
    file,
    status: 'rejected',
    error,
    documents: [],
    effects: [],
  });
  if (outcome.status === 'rejected') return rejected(outcome.error);
  const { documents } = outcome;
  try {
    return { file, error: null, documents, ...(await store(documents)) };
  } catch (error) {
    if (!(error instanceof ImportRejected)) throw error;
    const { code, values, message } = error;
    return rejected({ code, values, message });
  }
}

/**
 * The organisation that the supplier of the documents is.
 *
 * @throws Refusal `organisation_unknown`, `organisation_ambiguous`
 */
async function supplierOf(
  context: Pick<Context, 'database'>,
  documents: readonly InvoiceDocument[],
): Promise<Organisation> {
  const taxIds = [
    ...new Set(documents.flatMap((document) => document.supplier.taxIds.map(normaliseTaxId))),
  ];
  const [organisation, ...others] = await findOrganisationsByTaxId(context.database, taxIds);
  const named = taxIds.join(', ');
  if (!organisation)
    throw new Refusal('organisation_unknown', `no organisation has the tax number ${named}`);
  if (others.length > 0)
    throw new Refusal(
      'organisation_ambiguous',
      `several organisations have the tax number ${named}`,
    );
  return organisation;
}

function refuseOtherSuppliers(
  organisation: Organisation,
  documents: readonly InvoiceDocument[],
): void {
  if (organisation.acceptsAnySupplier) return;
  for (const { supplier, number } of documents) {
    const own = supplier.taxIds.some((taxId) =>
      organisation.settings.tax_ids.includes(normaliseTaxId(taxId)),
    );
    if (own) continue;
    throw new ImportRejected('supplier_not_organisation', {
      number,
      supplier: supplier.name,
      tax_ids: supplier.taxIds.join(', '),
      organisation: organisation.settings.name,
    });
  }
}
