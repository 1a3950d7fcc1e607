/** The log: one JSON line per event, without secrets and personal data. */
import { pino, type Logger } from 'pino';
import { activeTraceFields, logFields } from '../observation/index.ts';

/** What waits to be written on a full disk; beyond that, lines are lost rather than memory. */
const mostWaitingBytes = 1_000_000;

/**
 * Each line carries what is known of its circumstances: request or job, organisation, payment.
 *
 * Whatever could be a secret or a person's data is left out by its name.
 *
 * @param target a file, or a file descriptor
 */
export function createLog(level: string, target: string | number): Logger {
  // Other accounts of the machine have no business in it.
  const place = { dest: target, sync: true, mode: 0o600, maxLength: mostWaitingBytes };
  const destination = pino.destination(place);
  // What cannot be logged must not stop what is logged; audit and history stand in the database.
  destination.on('error', () => {});
  return pino(
    {
      level,
      serializers: { err: plainError },
      mixin: () => ({ ...logFields(), ...activeTraceFields() }),
      redact: {
        paths: [
          'secrets',
          '*.secrets',
          'api_key',
          '*.api_key',
          'email',
          '*.email',
          'headers',
          '*.headers',
          'body',
          '*.body',
        ],
        censor: '[left out]',
      },
    },
    destination,
  );
}

/**
 * What went wrong and where. The database's errors say more, such as the row that failed: that is a
 * person's, and stays out.
 */
function plainError(error: unknown): object {
  if (!(error instanceof Error)) return { message: typeof error };
  const { name, message, stack } = error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: plainError(error.cause) };
  return { type: name, ...code, message, stack, ...cause };
}
