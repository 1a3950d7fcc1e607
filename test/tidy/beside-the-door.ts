/** The few imports that go past a room's door. */

/** Imports past a door that are right all the same, each with its reason. */
export const besideTheDoor: readonly {
  readonly to: string;
  readonly by: string;
  readonly because: string;
}[] = [
  { to: 'database/*', by: 'portal', because: 'it opens and migrates the database' },
  {
    to: 'database/inside-transaction.ts',
    by: 'providers',
    because: 'a provider that is called inside a transaction is a fault of ours, found here',
  },
  {
    to: 'providers/registry.ts',
    by: 'portal',
    because: 'it puts the providers into the context',
  },
  {
    to: 'database/claim-portal.ts',
    by: 'demo',
    because: 'it makes sure that one demo at a time uses the data folder',
  },
  {
    to: 'invoices/formats/test-invoice.ts',
    by: 'demo',
    because: 'the dues of the demo are invoices that the importer reads like any other',
  },
];
