/** Invoices read and receipts drawn per second next to the bare parser and the bare PDF writer. */
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { XmlDocument } from 'libxml2-wasm';
import Pdf from 'pdfkit';
import { importInvoices } from '../../src/invoices/index.ts';
import { renderNoticePdf } from '../../src/notices/index.ts';
import { sampleNotice } from '../../src/notices/sample-notice.ts';
import { sampleReceipt } from '../../src/receipts/document/sample-receipt.ts';
import { renderReceiptPdf } from '../../src/receipts/index.ts';
import type { BenchOptions, Figure, FigureResult, Measurement } from '../figure.ts';
import { repeatFor } from '../machine/repeat-for.ts';
import { takeTurns } from '../machine/take-turns.ts';
import { benchContext, foundCouncil } from '../town/found-council.ts';
import { invoiceFile } from '../town/load-invoices.ts';
import { openTown, type Town } from '../town/open-town.ts';
import { sandboxAt } from '../town/sandbox-at.ts';

export const documents: Figure = {
  name: 'documents',
  summary:
    'invoices imported against bare parsing, receipts drawn against a bare PDF page, notices against receipts',
  measure: async (options) => {
    const town = await openTown();
    try {
      return await measureWith(town, options);
    } finally {
      await town.close();
    }
  },
};

async function measureWith(town: Town, options: BenchOptions): Promise<FigureResult> {
  const receipt = sampleReceipt();
  const drawing = await takeTurns(options.rounds, {
    name: 'receipt drawn',
    unit: 'PDF/s',
    ours: () => repeatFor(options.seconds, () => renderReceiptPdf(receipt, 'it')),
    reference: {
      name: 'one line by pdfkit alone',
      measure: () => repeatFor(options.seconds, drawBare),
    },
    target: null,
  });
  const notice = sampleNotice();
  const printing = await takeTurns(options.rounds, {
    name: 'notice drawn',
    unit: 'PDF/s',
    ours: () => repeatFor(options.seconds, () => renderNoticePdf(notice, 'it')),
    reference: {
      name: 'receipt drawn',
      measure: () => repeatFor(options.seconds, () => renderReceiptPdf(receipt, 'it')),
    },
    target: null,
  });
  return {
    measurements: [
      await importing(town, options, false),
      await importing(town, options, true),
      drawing,
      printing,
    ],
    notes: [
      'Imported means read, checked against the schema of the format, and committed with its due; only read means --dry-run.',
      'A receipt is tagged for screen readers (PDF/UA), has two embedded fonts and a code to verify it; the bare page has one line in a standard font.',
    ],
  };
}

async function importing(town: Town, options: BenchOptions, dryRun: boolean): Promise<Measurement> {
  const provider = sandboxAt('http://127.0.0.1:9');
  const slug = dryRun ? 'council-dry' : 'council';
  const founded = { slug, provider, accountId: 'acc_bench', secrets: {} };
  const { organisation } = await foundCouncil(town.owner, founded);
  const context = benchContext(town.owner, provider);
  const how = { organisation, dryRun, replace: false, actor: 'bench' };
  let last = 0;
  const importNext = async (): Promise<void> => {
    last += 1;
    const bytes = invoiceFile(`B-${last}`);
    const source = { name: 'invoice.xml', open: () => Readable.from([bytes]) };
    for await (const file of importInvoices(context, source, how)) {
      if (file.status !== 'imported') throw new Error(file.error?.message);
    }
  };
  return takeTurns(options.rounds, {
    name: dryRun ? 'invoice read' : 'invoice imported',
    unit: 'invoices/s',
    ours: () => repeatFor(options.seconds, importNext),
    reference: {
      name: 'libxml2 parsing the same files',
      measure: () =>
        repeatFor(options.seconds, (time) => {
          XmlDocument.fromBuffer(invoiceFile(`B-${time}`)).dispose();
        }),
    },
    target: null,
  });
}

async function drawBare(): Promise<void> {
  const pdf = new Pdf({ size: 'A4' });
  const bytes = buffer(pdf);
  pdf.text('Ricevuta 2026/1');
  pdf.end();
  await bytes;
}
