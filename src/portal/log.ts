/** The log: one JSON line per event, without secrets and personal data. */
import { pino, type Logger } from 'pino';

/**
 * Whatever could be a secret or a person's data is left out by its name.
 *
 * @param target a file, or a file descriptor
 */
export function createLog(level: string, target: string | number): Logger {
  return pino(
    {
      level,
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
    pino.destination({ dest: target, sync: true }),
  );
}
