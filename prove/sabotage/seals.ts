/** Sabotages of what is sealed, and of what is noted of it outside the database. */
import type { Sabotage } from './sabotage.ts';

const sizes = { schedules: 600 };

export const sealSabotages: readonly Sabotage[] = [
  {
    id: 'entry-not-sealed',
    whatIf: 'what is booked were never put to wait for its seal',
    changes: [
      {
        file: 'src/ledger/store.ts',
        from: 'select ${organisationId}, entry_id from booked)',
        to: 'select ${organisationId}, entry_id from booked where entry_id is null)',
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'noted-before-commit',
    whatIf: 'a seal were noted outside the database before it is committed',
    changes: [
      {
        file: 'src/jobs/registry.ts',
        from: 'run: (organisation) => sealLedger(context, organisation),',
        to: `run: (organisation) => context.database.transaction(async (transaction) => {
        const database = { ...context.database, query: transaction.query, transaction: (work: Function) => work(transaction) } as never;
        const sealed = await sealLedger({ database }, organisation);
        await noteSeals({ ...context, database }, organisation, context.appendSeal);
        return sealed;
      }),`,
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
];
