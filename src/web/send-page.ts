/** Sends a page as what it is. */
import type { FastifyReply } from 'fastify';
import type { Html } from './html.ts';

/** Lines and indentation of our own templates are squeezed: they are a fifth of a page's bytes. */
export function sendPage(reply: FastifyReply, page: Html): FastifyReply {
  const text = page.toString().replaceAll(/\n\s*/g, '\n');
  return reply.type('text/html; charset=utf-8').send(text);
}
