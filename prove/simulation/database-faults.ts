/** What goes wrong between the portal and its database, and how it looks from the portal. */

/** At which call: the end of a transaction, a statement inside one, a single question, taking a connection. */
export const databaseMoments = ['commit', 'statement', 'question', 'take'] as const;
export type DatabaseMoment = (typeof databaseMoments)[number];

export const databaseFaults = {
  commit: [
    'lost_before_commit',
    'lost_after_commit',
    'rollback_instead',
    'serialization_failure',
    'deadlock_detected',
    'lock_not_available',
  ],
  statement: ['lost', 'serialization_failure', 'deadlock_detected', 'lock_not_available'],
  question: ['lost', 'lost_after_effect'],
  take: ['exhausted', 'refused'],
} as const satisfies Record<DatabaseMoment, readonly string[]>;

export type DatabaseFault = (typeof databaseFaults)[DatabaseMoment][number];

/** An error that the simulation planted: what it leads to is no fault of the portal. */
export class PlantedError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'PlantedError';
    this.code = code;
  }
}

// Appendix A of the PostgreSQL manual.
const codes: Readonly<Record<string, string>> = {
  serialization_failure: '40001',
  deadlock_detected: '40P01',
  lock_not_available: '55P03',
};

/** The error of a fault after which the session goes on; null when the session is gone. */
export function errorOfServer(fault: DatabaseFault): PlantedError | null {
  const code = codes[fault];
  return code === undefined ? null : new PlantedError(code, `planted: ${fault}`);
}

export function connectionLost(): PlantedError {
  return new PlantedError('ECONNRESET', 'planted: the connection was lost');
}
