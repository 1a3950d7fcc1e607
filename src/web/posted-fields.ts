/** What came with a request, as fields; parsers make objects without a prototype, so `instanceof` sees nothing. */
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../core/errors.ts';

export type PostedFields = Readonly<Record<string, unknown>>;

/** @param given a parsed body or query; anything but an object counts as no fields */
export function postedFields(given: unknown): PostedFields {
  return typeof given === 'object' && given !== null
    ? Object.fromEntries(Object.entries(given))
    : {};
}

/** A named part of the address. @throws Refusal `not_found` when the route has none of that name */
export function addressPart(request: FastifyRequest, name: string): string {
  const part = postedFields(request.params)[name];
  if (typeof part !== 'string') throw new Refusal('not_found');
  return part;
}

/** A parameter of the query; null when it is missing or comes more than once. */
export function queryText(request: FastifyRequest, name: string): string | null {
  const text = postedFields(request.query)[name];
  return typeof text === 'string' ? text : null;
}
