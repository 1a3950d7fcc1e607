/** Faults of the database and of the way to it. */
import { covered, notYet, open, type FaultGroup } from './fault.ts';

export const databaseFaults: FaultGroup = {
  title: 'The database',
  faults: [
    covered('F23', 'Connection lost before COMMIT is sent', 'simulation', 'crash', 'src/database/transaction.test.ts'),
    covered('F24', 'Connection lost after COMMIT is sent: the outcome is unknown', 'simulation', 'crash', 'src/database/transaction.test.ts'),
    covered('F25', 'COMMIT that answers ROLLBACK', 'simulation', 'src/database/transaction.test.ts'),
    covered('F26', 'Deadlock, lock time-out, serialisation failure', 'simulation', 'src/database/transaction.test.ts', 'src/database/transaction-failure.test.ts'),
    covered('F27', 'One backend killed: all sessions dropped', 'simulation', 'crash', 'test/races/lost-sessions.test.ts'),
    covered('F28', 'The server stopped at once, as by a power cut', 'crash', 'src/database/embedded/start-embedded.test.ts'),
    open('F29', 'Fail-over to a standby that lacks the last moments', 'no standby is promoted in a test; what is forgotten then is found as after a restore, which is tested: by the list of the provider'),
    notYet('F30', 'A report read from a replica that lags behind', 'never: nothing reads from a replica, reports neither'),
    covered('F31', 'Every connection is taken', 'simulation', 'crash', 'src/database/transaction.test.ts'),
    covered('F32', 'A client killed inside a statement while it holds a lock', 'crash'),
    covered('F33', 'The data disk is full', 'crash'),
    covered('F34', 'The disk of the write-ahead log is full', 'test/operating/damaged-server.test.ts'),
    covered('F35', 'A flipped byte in a page', 'test/operating/damaged-server.test.ts'),
    covered('F36', 'Restored to an earlier instant', 'test/operating/restore.test.ts'),
    covered('F37', 'Gaps after a crash or a rollback', 'src/receipts/issue-receipts.test.ts'),
    covered('F38', 'The portal’s account changes or removes what is append only', 'src/database/migrate.test.ts', 'src/ledger/ledger.test.ts'),
    covered('F39', 'A connection pooler in transaction mode', 'src/database/pooler.test.ts'),
  ],
}; // prettier-ignore
