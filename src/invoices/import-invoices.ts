/** Loads invoice files: each file whole or not at all, each invoice once. */
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import {
  findOrganisationsByTaxId,
  normaliseTaxId,
  type Organisation,
} from '../organisations/index.ts';
import { readInvoiceFiles, type InvoiceDocument, type ReadFile } from './formats/index.ts';
import { ImportRejected } from './import-rejected.ts';
import { storeFile } from './store-file.ts';

/** What became of one file; `code` of an error is a stable word. */
export type ImportedFile = {
  readonly file: string;
  readonly status: 'imported' | 'already_known' | 'rejected';
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly line?: number;
  } | null;
  readonly documents: readonly InvoiceDocument[];
};

export type ImportOptions = {
  /** The organisation to load for; null: the one that the supplier is. */
  readonly organisation: Organisation | null;
  readonly dryRun: boolean;
  /** Puts changed content in the place of invoices that nobody has begun to pay. */
  readonly replace: boolean;
  readonly actor: string;
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

async function importFile(
  context: Importing,
  file: ReadFile,
  options: ImportOptions,
): Promise<ImportedFile> {
  const { outcome } = file;
  if (outcome.status === 'rejected') {
    const { code, message, line } = outcome.error;
    const error = line === undefined ? { code, message } : { code, message, line };
    return { file: file.name, status: 'rejected', error, documents: [] };
  }
  try {
    const organisation = options.organisation ?? (await supplierOf(context, outcome.documents));
    refuseOtherSuppliers(organisation, outcome.documents);
    const status = await storeFile(context, organisation, file, outcome.documents, options);
    return { file: file.name, status, error: null, documents: outcome.documents };
  } catch (error) {
    if (!(error instanceof ImportRejected)) throw error;
    const { code, message } = error;
    return { file: file.name, status: 'rejected', error: { code, message }, documents: [] };
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
    throw new ImportRejected(
      'supplier_not_organisation',
      `invoice ${number} is from ${supplier.name} (${supplier.taxIds.join(', ')}), not from ${organisation.settings.name}`,
    );
  }
}
