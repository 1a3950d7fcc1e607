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
    id: 'dues-half-loaded',
    whatIf: 'all or nothing kept the dues that came before a row that is wrong',
    changes: [
      {
        file: 'src/due-imports/import-dues.ts',
        from: "      if (result.status === 'rejected') throw new NothingLoaded(result);\n",
        to: '',
      },
      {
        file: 'src/due-imports/import-whole.ts',
        from: 'pass.tally.counts().rejected === 0 ? transaction : null',
        to: 'transaction',
      },
    ],
    caughtBy: 'fuzz',
    sizes: { importerInputs: 2_000, httpInputs: 0 },
  },
  {
    id: 'document-types-read',
    whatIf: 'a file could declare a document type with entities of its own',
    changes: [
      {
        file: 'src/invoices/formats/scan-markup.ts',
        from: 'sections.find(({ opening }) => text.startsWith(opening, at));',
        to: "sections.find(({ opening }) => text.startsWith(opening, at)) ?? { opening: '<!', closing: '>' };",
      },
    ],
    caughtBy: 'attack',
    only: ['xml-entities'],
  },
  {
    id: 'answers-without-end',
    whatIf: 'a provider could answer as much as it likes',
    changes: [
      {
        file: 'src/providers/http.ts',
        from: 'largestAnswerBytes = 1024 * 1024;',
        to: 'largestAnswerBytes = 1024 ** 4;',
      },
    ],
    caughtBy: 'fuzz',
    sizes: { importerInputs: 400, httpInputs: 0 },
  },
];
