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

export type StoreOptions = {
  /** Puts changed content in the place of invoices that nobody has begun to pay. */
  readonly replace: boolean;
  readonly actor: string;
  /** The upload that the file came with, where it came through the browser. */
  readonly uploadId?: string | undefined;
};

/** What became of one invoice of a file; `credited` are the numbers that a credit note made smaller. */
export type Effect = {
  readonly kind: 'new' | 'known' | 'replaced';
  readonly credited: readonly string[];
};

/** Effects in the order of the documents. */
export type Stored = {
  readonly status: 'imported' | 'already_known';
  readonly effects: readonly Effect[];
};

/** What is stored of a file. */
export type FileToStore = Pick<ReadFile, 'name' | 'sha256'> & {
  readonly documents: readonly InvoiceDocument[];
};

/** Ends a transaction of a dry run without leaving anything. */
class DryRun extends Error {
  readonly stored: Stored;

  constructor(stored: Stored) {
    super('dry run');
    this.stored = stored;
  }
}

/**
 * @param options.also is done in the same transaction
 * @throws ImportRejected; then nothing of the file was stored
 */
export async function storeFile(
  context: Storing,
  organisation: Organisation,
  file: FileToStore,
  options: StoreOptions & {
    readonly dryRun: boolean;
    readonly also?: ((transaction: Transaction, stored: Stored) => Promise<void>) | undefined;
  },
): Promise<Stored> {
  try {
    const done = await context.database.transaction(async (transaction) => {
      await lockImports(transaction, organisation.id);
      const stored = await storeInTransaction(context, transaction, organisation, file, options);
      if (options.dryRun) throw new DryRun(stored);
      await options.also?.(transaction, stored);
      context.reach('import.before_commit');
      return stored;
    });
    context.reach('import.after_commit');
    return done;
  } catch (error) {
    if (error instanceof DryRun) return error.stored;
    throw error;
  }
}

/** @param transaction one that holds the lock of imports */
export async function storeInTransaction(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  organisation: Organisation,
  file: FileToStore,
  options: StoreOptions,
): Promise<Stored> {
  const importedAt = context.clock.now();
  const { id } = await insertFile(transaction, organisation.id, {
    id: context.ids.next('fil'),
    name: file.name,
    sha256: file.sha256,
    uploadId: options.uploadId ?? null,
    importedAt,
  });
  const effects: Effect[] = [];
  for (const document of file.documents) {
    const invoice = newInvoice(context, document, id, importedAt);
    effects.push(await storeOne(context, transaction, organisation, invoice, options));
  }
  const news = effects.filter(({ kind }) => kind !== 'known').length;
  if (news === 0) return { status: 'already_known', effects };
  await recordAudit(transaction, context, organisation.id, {
    actor: options.actor,
    action: 'import invoices',
    subject: id,
    detail: { file: file.name, invoices: news },
  });
  return { status: 'imported', effects };
}

async function storeOne(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  organisation: Organisation,
  invoice: NewInvoice,
  options: StoreOptions,
): Promise<Effect> {
  const known = await findByIdentity(transaction, organisation.id, invoice);
  if (known?.contentDigest === invoice.contentDigest) return { kind: 'known', credited: [] };
  if (!known) {
    await insertInvoice(transaction, organisation.id, invoice);
    await issueDues(context, transaction, organisation, invoice, 0);
  } else {
    const changed = differences(known.document, invoice.document).join(', ');
    if (!options.replace) {
      throw new ImportRejected('invoice_changed', { number: invoice.number, changed });
    }
    await replaceUnpaid(context, transaction, organisation, {
      ...invoice,
      id: known.id,
      accessToken: known.accessToken,
    });
  }
  const kind = known ? 'replaced' : 'new';
  if (invoice.isCreditNote)
    return { kind, credited: await applyCreditNote(context, transaction, organisation, invoice) };
  await applyEarlierCreditNotes(context, transaction, organisation, invoice);
  return { kind, credited: [] };
}

async function replaceUnpaid(
  context: Pick<Context, 'clock' | 'ids'>,
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
    throw new ImportRejected('invoice_already_paid', { number: invoice.number });
  }
  if ((await findHolds(transaction, organisation.id, dueIds)).length > 0) {
    throw new ImportRejected('invoice_in_progress', { number: invoice.number });
  }
  const open = dues.filter((due) => !due.withdrawn).map((due) => due.id);
  await withdrawDues(transaction, organisation.id, open, invoice.importedAt);
  await replaceInvoice(transaction, organisation.id, invoice);
  await issueDues(context, transaction, organisation, invoice, dues.length);
}

/** One due per instalment; positions go on after those that were withdrawn. */
async function issueDues(
  context: Pick<Context, 'clock' | 'ids'>,
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
