/** HTTP to providers: bounded in time and size, no redirects, never inside a database transaction. */
import { strict as assert } from 'node:assert';
import { insideTransaction } from '../database/inside-transaction.ts';

const defaultTimeoutMs = 10_000;
const largestAnswerBytes = 1024 * 1024;

export type ProviderCall = {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON; absent when there is nothing to send. */
  readonly body?: unknown;
};

/** `json` is undefined when the answer is not JSON. `no_answer` tells nothing of what happened there. */
export type ProviderAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly json: unknown }
  | { readonly kind: 'no_answer'; readonly cause: string };

/**
 * Asks once and waits for the whole answer.
 *
 * @param timeoutMs for everything together, the body included
 * @throws AssertionError inside a database transaction: locks may not wait for a network
 */
export async function callProvider(
  call: ProviderCall,
  timeoutMs: number = defaultTimeoutMs,
): Promise<ProviderAnswer> {
  assert(!insideTransaction(), 'a provider was called inside a database transaction');
  try {
    const hasBody = call.body !== undefined;
    const answer = await fetch(call.url, {
      method: call.method,
      headers: {
        accept: 'application/json',
        ...(hasBody && { 'content-type': 'application/json' }),
        ...call.headers,
      },
      ...(hasBody && { body: JSON.stringify(call.body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await readText(answer);
    if (text === null) return { kind: 'no_answer', cause: 'the answer is too large' };
    return { kind: 'answered', status: answer.status, json: parse(text) };
  } catch (error) {
    return { kind: 'no_answer', cause: describe(error) };
  }
}

/** @returns null when there is more than anybody should send; the rest is not read */
async function readText(answer: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > largestAnswerBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What went wrong on the way; the innermost reason says most, and none of them holds what we sent. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  return error.cause instanceof Error ? error.cause.message : error.message;
}
