/** Reads an answer of the sandbox provider; whatever is not understood is `unknown`; pure. */
import type { z } from 'zod';
import type { ProviderAnswer } from '../http.ts';
import { errorAnswer } from './answers.ts';

export type Unknown = { readonly kind: 'unknown'; readonly cause: string };

type Read<T> = { readonly kind: 'read'; readonly value: T } | Unknown;

/** A 2xx answer of the right shape, or why it is not one. */
export function readAnswer<T>(answer: ProviderAnswer, shape: z.ZodType<T>): Read<T> {
  if (answer.kind === 'no_answer') return unknown(answer.cause);
  const { status } = answer;
  if (status === 401 || status === 403) return unknown(`credentials were refused (${status})`);
  if (status === 409 || status === 429) return unknown(`busy, to be asked again later (${status})`);
  if (status < 200 || status > 299)
    return unknown(`answered ${status} ${codeOf(answer) ?? ''}`.trim());
  const read = shape.safeParse(answer.json);
  return read.success
    ? { kind: 'read', value: read.data }
    : unknown('the answer has no known shape');
}

/**
 * A refusal that is final: the provider understood the request and did nothing.
 *
 * The same key with another request is not one: something was started under that key.
 */
export function isRefusal(answer: ProviderAnswer): boolean {
  if (answer.kind !== 'answered') return false;
  const code = codeOf(answer);
  const isFinal = answer.status === 400 || answer.status === 402 || answer.status === 422;
  return isFinal && code !== null && code !== 'idempotency_key_reused';
}

export function codeOf(answer: ProviderAnswer): string | null {
  if (answer.kind !== 'answered') return null;
  return errorAnswer.safeParse(answer.json).data?.error.code ?? null;
}

export function unknown(cause: string): Unknown {
  return { kind: 'unknown', cause };
}

export function saysNoSession(answer: ProviderAnswer): boolean {
  return (
    answer.kind === 'answered' && answer.status === 404 && codeOf(answer) === 'session_not_found'
  );
}
