/** Faults of the database and of the way to it. */
import { coming, covered, notYet, open, type FaultGroup } from './fault.ts';

export const databaseFaults: FaultGroup = {
  title: 'The database',
  faults: [
    covered('F23', 'Connection lost before COMMIT is sent', 'simulation', 'crash', 'src/database/transaction.test.ts'),
    covered('F24', 'Connection lost after COMMIT is sent: the outcome is unknown', 'simulation', 'crash', 'src/database/transaction.test.ts'),
    covered('F25', 'COMMIT that answers ROLLBACK', 'simulation', 'src/database/transaction.test.ts'),
    covered('F26', 'Deadlock, lock time-out, serialisation failure', 'simulation', 'src/database/transaction.test.ts', 'src/database/transaction-failure.test.ts'),
    covered('F27', 'One backend killed: all sessions dropped', 'simulation', 'crash', 'test/races/lost-sessions.test.ts'),
    covered('F28', 'The server stopped at once, as by a power cut', 'crash', 'src/database/embedded/start-embedded.test.ts'),
    open('F29', 'Fail-over to a standby that lacks the last moments', 'no standby is promoted in a test; what it would lose is found by the comparison with the provider’s list, which is tested'),
    notYet('F30', 'A report read from a replica that lags behind', `nothing reads from a replica; ${coming.backOffice}`),
    covered('F31', 'Every connection is taken', 'simulation', 'crash', 'src/database/transaction.test.ts'),
    covered('F32', 'A client killed inside a statement while it holds a lock', 'crash'),
    covered('F33', 'The data disk is full', 'crash'),
    open('F34', 'The disk of the write-ahead log is full', 'needs a volume of its own for the log; the server then stops, and stopping is tested'),
    open('F35', 'A flipped byte in a page', 'the embedded server has checksums, and one without is warned of; no byte is flipped in a test'),
    open('F36', 'Restored to an earlier instant', 'a dump is restored and verified; going back to an instant is not rehearsed'),
    covered('F37', 'Gaps after a crash or a rollback', 'src/receipts/issue-receipts.test.ts'),
    covered('F38', 'The portal’s account changes or removes what is append only', 'src/database/migrate.test.ts', 'src/ledger/ledger.test.ts'),
    open('F39', 'A connection pooler in transaction mode', 'not tried'),
  ],
}; // prettier-ignore
