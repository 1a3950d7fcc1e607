/** Which failures of a transaction mean that nothing happened and that a repetition may help. */

// Appendix A of the PostgreSQL manual: serialization_failure, deadlock_detected, lock_not_available.
const repeatableCodes: ReadonlySet<string> = new Set(['40001', '40P01', '55P03']);

// idle_in_transaction_session_timeout: our own slowness ended the session, so it would end the next.
const hopelessLosses: ReadonlySet<string> = new Set(['25P03']);

// Class 08 and 57P01 to 57P05 end the session; the others are what Node says of a broken socket.
const lossCodes =
  /^(?:08...|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/;
const lossMessages =
  /^Connection terminated|^Client has encountered a connection error|^Query read timeout/;

/** The code of PostgreSQL or of the socket, from the error or from what caused it. */
export function failureCode(error: unknown): string | undefined {
  for (const each of chain(error)) {
    if ('code' in each && typeof each.code === 'string' && isFailureCode(each.code)) {
      return each.code;
    }
  }
  return undefined;
}

/** The database itself says that repeating the whole transaction may succeed. */
export function isRepeatable(error: unknown): boolean {
  return repeatableCodes.has(failureCode(error) ?? '');
}

/** The connection was lost, or could not be made, for a reason that may pass. */
export function isConnectionLoss(error: unknown): boolean {
  const code = failureCode(error) ?? '';
  if (hopelessLosses.has(code)) return false;
  return lossCodes.test(code) || chain(error).some((each) => lossMessages.test(each.message));
}

function isFailureCode(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code) || lossCodes.test(code);
}

function chain(error: unknown): Error[] {
  const errors: Error[] = [];
  let current = error;
  while (current instanceof Error && errors.length < 10) {
    errors.push(current);
    current = current.cause;
  }
  return errors;
}
