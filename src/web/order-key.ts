/** The token that a form was shown with, so that the same form sent twice does its deed once. */
import type { FastifyRequest } from 'fastify';
import { postedFields } from './posted-fields.ts';
import type { Site } from './site.ts';

/** A form that comes without one, or with something else, is taken as sent for the first time. */
export function orderKeyOf(site: Site, request: FastifyRequest): string {
  const { order_key: key } = postedFields(request.body);
  return typeof key === 'string' && /^[0-9a-z]{32}$/.test(key) ? key : site.context.ids.token();
}
