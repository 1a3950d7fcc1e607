/** Sabotages of what is read: invoice files and the bodies of notifications. */
import type { Sabotage } from './sabotage.ts';

export const fileSabotages: readonly Sabotage[] = [
  {
    id: 'notification-breaks-reader',
    whatIf: 'a body that is no JSON made the reader of notifications throw',
    changes: [
      {
        file: 'src/providers/sandbox/notifications.ts',
        from: '  } catch {\n    return undefined;',
        to: '  } catch (error) {\n    throw new TypeError(text, { cause: error });',
      },
    ],
    caughtBy: 'fuzz',
    sizes: { importerInputs: 0, httpInputs: 600 },
  },
  {
    id: 'half-a-file-stored',
    whatIf: 'an invoice that is refused did not keep the others of its file out',
    changes: [
      {
        file: 'src/invoices/store-file.ts',
        from: 'const isNew = await storeOne(context, transaction, organisation, invoice, options);',
        to: 'const isNew = await storeOne(context, transaction, organisation, invoice, options).catch((error: unknown) => {\n      if (error instanceof ImportRejected) return false;\n      throw error;\n    });',
      },
    ],
    caughtBy: 'fuzz',
    sizes: { importerInputs: 1_000, httpInputs: 0 },
  },
  {
    id: 'invoice-known-by-nothing',
    whatIf: 'the same invoice in another file were another invoice',
    changes: [
      {
        file: 'src/database/migrations/0003-dues.sql',
        from: '  unique (organisation_id, supplier_tax_id, year, number, document_type),\n',
        to: '',
      },
      {
        file: 'src/invoices/store.ts',
        from: 'and document_type = ${identity.documentType}\n    for update',
        to: "and document_type = ${identity.documentType} || '-'\n    for update",
      },
    ],
    caughtBy: 'fuzz',
    sizes: { importerInputs: 1_000, httpInputs: 0 },
  },
  {
    id: 'endless-nesting-read',
    whatIf: 'markup could be nested as deep and as often as one likes',
    changes: [
      {
        file: 'src/invoices/formats/scan-markup.ts',
        from: 'if (depth > limits.depth)',
        to: 'if (depth < 0)',
      },
      {
        file: 'src/invoices/formats/scan-markup.ts',
        from: 'if (pieces > limits.elements)',
        to: 'if (pieces < 0)',
      },
    ],
    caughtBy: 'fuzz',
    sizes: { importerInputs: 2_000, httpInputs: 0 },
  },
];
