/** `import invoices`: loads FatturaPA files, each whole or not at all. */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { toDecimal } from '../core/money.ts';
import { importInvoices, type ImportedFile, type InvoiceDocument } from '../invoices/index.ts';
import { UsageError, type Run, type Terminal } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { refuseMissing } from './refuse-missing.ts';
import { actorHere, organisationNamed, withPortal } from './with-portal.ts';

export const importInvoicesCommand: Run = async (args, terminal) => {
  const { values, positionals } = parseArguments(
    args,
    {
      organisation: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      replace: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
    Infinity,
  );
  if (positionals.length === 0) throw new UsageError('FILE: which file?');
  for (const file of positionals) await refuseMissing(file);
  return withPortal(terminal, async (portal) => {
    const named = values.organisation !== undefined;
    const options = {
      organisation: named ? await organisationNamed(portal, values.organisation) : null,
      dryRun: values['dry-run'],
      replace: values.replace,
      actor: actorHere(),
    };
    const report = reporter(terminal, { json: values.json, dryRun: values['dry-run'] });
    for (const path of positionals) {
      const source = { name: basename(path), open: () => createReadStream(path) };
      for await (const file of importInvoices(portal.context, source, options)) report.add(file);
    }
    return report.end();
  });
};

const replaceHint = '; load it with --replace to put this in its place';

/** Prints files as they are done; with JSON, one document at the end, written piece by piece. */
function reporter(
  terminal: Terminal,
  { json, dryRun }: { readonly json: boolean; readonly dryRun: boolean },
): { add: (file: ImportedFile) => void; end: () => number } {
  const lines: string[] = [];
  let rejected = 0;
  return {
    add: (file) => {
      if (file.status === 'rejected') {
        rejected += 1;
        const line = file.error?.line === undefined ? '' : `:${file.error.line}`;
        const hint = file.error?.code === 'invoice_changed' ? replaceHint : '';
        terminal.say(`${file.file}${line}: ${file.error?.code}: ${file.error?.message}${hint}`);
      }
      if (json) lines.push(JSON.stringify(shape(file)));
      else describe(terminal, file, dryRun);
    },
    end: () => {
      if (json) terminal.out(`{"files":[${lines.join(',')}]}`);
      return rejected > 0 ? 1 : 0;
    },
  };
}

function describe(terminal: Terminal, file: ImportedFile, dryRun: boolean): void {
  const wouldBe = dryRun && file.status === 'imported' ? 'would be ' : '';
  terminal.out(`${file.file}: ${wouldBe}${file.status.replace('_', ' ')}`);
  for (const document of file.documents) {
    terminal.out(
      `  ${document.number} of ${document.issuedOn}: ${toDecimal(document.payable)} ${document.currency}`,
    );
    for (const { code, message } of document.warnings)
      terminal.out(`    warning ${code}: ${message}`);
  }
}

/** The shape that contract texts promise: amounts as decimal strings, dates as YYYY-MM-DD. */
function shape(file: ImportedFile): unknown {
  return {
    file: file.file,
    status: file.status,
    error: file.error && shapeError(file.error),
    invoices: file.documents.map(shapeInvoice),
  };
}

function shapeError({ code, message, line }: NonNullable<ImportedFile['error']>): unknown {
  return line === undefined ? { code, message } : { code, message, line };
}

function shapeInvoice(document: InvoiceDocument): unknown {
  return {
    number: document.number,
    issued_on: document.issuedOn,
    document_type: document.documentType,
    currency: document.currency,
    supplier_tax_id: document.supplier.taxIds[0],
    customer_tax_id: document.customer.vatNumber ?? document.customer.taxCode,
    customer_name: document.customer.name,
    total: toDecimal(document.total),
    split_payment: document.splitPayment,
    split_payment_vat: toDecimal(document.splitPaymentVat),
    withholding: toDecimal(document.withholding),
    payable: toDecimal(document.payable),
    dues: document.instalments.map((instalment) => ({
      amount: toDecimal(instalment.amount),
      due_on: instalment.dueOn,
    })),
    warnings: document.warnings.map(({ code, message }) => ({ code, message })),
  };
}
