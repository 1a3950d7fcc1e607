/** Gives out a file that somebody attached: it is saved, never opened here, and could do nothing if it were. */
import type { FastifyReply } from 'fastify';
import type { CheckedAttachment } from '../../tickets/index.ts';

export function sendAttachment(reply: FastifyReply, attachment: CheckedAttachment): FastifyReply {
  const plain = attachment.name.replaceAll(/[^\w.-]/g, '_');
  // RFC 8187: the name in full, for browsers that read it.
  const full = encodeURIComponent(attachment.name).replaceAll("'", '%27');
  return reply
    .type(attachment.type)
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${full}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(attachment.content);
}
