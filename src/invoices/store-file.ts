/** Stores what a file holds in one transaction: new invoices with their dues, known ones left alone. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import {
  findCredits,
  findDuesOfInvoices,
  insertDue,
  lockDues,
  withdrawDues,
} from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { findHolds } from '../payments/index.ts';
import { applyCreditNote, applyEarlierCreditNotes } from './apply-credit-note.ts';
import { differences, type InvoiceDocument, type ReadFile } from './formats/index.ts';
import { ImportRejected } from './import-rejected.ts';
import { newInvoice } from './new-invoice.ts';
import {
  findByIdentity,
  insertFile,
  insertInvoice,
  lockImports,
  replaceInvoice,
  type NewInvoice,
} from './store.ts';

type Storing = Pick<Context, 'database' | 'clock' | 'ids' | 'reach'>;
type Options = { readonly dryRun: boolean; readonly replace: boolean; readonly actor: string };

/** Ends a transaction of a dry run without leaving anything. */
class DryRun extends Error {
  readonly status: 'imported' | 'already_known';

  constructor(status: 'imported' | 'already_known') {
    super('dry run');
    this.status = status;
  }
}

/** @throws ImportRejected; then nothing of the file was stored */
export async function storeFile(
  context: Storing,
  organisation: Organisation,
  file: Pick<ReadFile, 'name' | 'sha256'>,
  documents: readonly InvoiceDocument[],
  options: Options,
): Promise<'imported' | 'already_known'> {
  try {
    const status = await context.database.transaction(async (transaction) => {
      const stored = await storeAll(context, transaction, organisation, file, documents, options);
      if (options.dryRun) throw new DryRun(stored);
      context.reach('import.before_commit');
      return stored;
    });
    context.reach('import.after_commit');
    return status;
  } catch (error) {
    if (error instanceof DryRun) return error.status;
    throw error;
  }
}

async function storeAll(
  context: Storing,
  transaction: Transaction,
  organisation: Organisation,
  file: Pick<ReadFile, 'name' | 'sha256'>,
  documents: readonly InvoiceDocument[],
  options: Options,
): Promise<'imported' | 'already_known'> {
  const importedAt = context.clock.now();
  await lockImports(transaction, organisation.id);
  const { id } = await insertFile(transaction, organisation.id, {
    id: context.ids.next('fil'),
    name: file.name,
    sha256: file.sha256,
    importedAt,
  });
  let news = 0;
  for (const document of documents) {
    const invoice = newInvoice(context, document, id, importedAt);
    const isNew = await storeOne(context, transaction, organisation, invoice, options);
    if (isNew) news += 1;
  }
  if (news === 0) return 'already_known';
  await recordAudit(transaction, context, organisation.id, {
    actor: options.actor,
    action: 'import invoices',
    subject: id,
    detail: { file: file.name, invoices: news },
  });
  return 'imported';
}

async function storeOne(
  context: Storing,
  transaction: Transaction,
  organisation: Organisation,
  invoice: NewInvoice,
  options: Options,
): Promise<boolean> {
  const known = await findByIdentity(transaction, organisation.id, invoice);
  if (known?.contentDigest === invoice.contentDigest) return false;
  if (!known) {
    await insertInvoice(transaction, organisation.id, invoice);
    await issueDues(context, transaction, organisation, invoice, 0);
  } else {
    const changed = differences(known.document, invoice.document).join(', ');
    if (!options.replace) {
      throw new ImportRejected(
        'invoice_changed',
        `invoice ${invoice.number} was loaded with other content (${changed}); load it with --replace to put this in its place`,
      );
    }
    await replaceUnpaid(context, transaction, organisation, {
      ...invoice,
      id: known.id,
      accessToken: known.accessToken,
    });
  }
  if (invoice.isCreditNote) await applyCreditNote(context, transaction, organisation, invoice);
  else await applyEarlierCreditNotes(context, transaction, organisation, invoice);
  return true;
}

async function replaceUnpaid(
  context: Storing,
  transaction: Transaction,
  organisation: Organisation,
  invoice: NewInvoice,
): Promise<void> {
  const found = await findDuesOfInvoices(transaction, organisation.id, [invoice.id]);
  const dueIds = found.map((due) => due.id);
  // Locked, so that nobody begins or ends a payment of them meanwhile.
  const dues = await lockDues(transaction, organisation.id, dueIds);
  const isCredited = (await findCredits(transaction, organisation.id, invoice.id)) > 0n;
  if (isCredited || dues.some((due) => due.settled.minor > 0n || due.credited.minor > 0n)) {
    throw new ImportRejected(
      'invoice_already_paid',
      `invoice ${invoice.number} is paid or credited, so it cannot be replaced`,
    );
  }
  if ((await findHolds(transaction, organisation.id, dueIds)).length > 0) {
    throw new ImportRejected(
      'invoice_in_progress',
      `invoice ${invoice.number} is being paid just now; load it again later`,
    );
  }
  const open = dues.filter((due) => !due.withdrawn).map((due) => due.id);
  await withdrawDues(transaction, organisation.id, open, invoice.importedAt);
  await replaceInvoice(transaction, organisation.id, invoice);
  await issueDues(context, transaction, organisation, invoice, dues.length);
}

/** One due per instalment; positions go on after those that were withdrawn. */
async function issueDues(
  context: Storing,
  transaction: Transaction,
  organisation: Organisation,
  invoice: NewInvoice,
  after: number,
): Promise<void> {
  const { instalments } = invoice.document;
  for (const [index, instalment] of instalments.entries()) {
    const part = instalments.length > 1 ? ` (${index + 1}/${instalments.length})` : '';
    await insertDue(
      transaction,
      organisation.id,
      {
        id: context.ids.next('due'),
        invoiceId: invoice.id,
        position: after + index + 1,
        service: 'invoices',
        reason: `${invoice.number}${part}`,
        amount: instalment.amount,
        dueOn: instalment.dueOn,
        collectable: instalment.collectable,
      },
      invoice.importedAt,
    );
  }
}
