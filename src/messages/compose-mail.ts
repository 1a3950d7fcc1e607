/** From what a mail says to the mail itself: one sender, one recipient, one lasting Message-ID. */
import { Refusal } from '../core/errors.ts';
import { parseEmailAddress } from '../core/email-address.ts';
import type { EmailAddress } from '../core/email-address.ts';
import type { MessageContent } from './message-content.ts';
import { plainLine } from './plain-line.ts';

export type Attachment = {
  readonly name: string;
  readonly type: 'application/pdf' | 'text/csv';
  readonly content: Uint8Array;
};

export type Mail = {
  readonly from: { readonly name: string; readonly address: EmailAddress };
  readonly to: EmailAddress;
  readonly replyTo: EmailAddress | null;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly content: MessageContent;
  readonly attachments: readonly Attachment[];
};

/**
 * Puts a mail together.
 *
 * @param parts.messageId `<msg_…@host>`, the same for every try, so that a second copy is known as one
 * @throws Refusal input_invalid when an address is not exactly one, or anything could end a header
 */
export function composeMail(parts: {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly replyTo?: string | null;
  readonly messageId: string;
  readonly content: MessageContent;
  readonly attachments?: readonly Attachment[];
}): Mail {
  const { from, content, messageId, attachments = [] } = parts;
  refuseHeaderEnd(content.subject, 'subject');
  refuseHeaderEnd(from.name, 'name of the sender');
  if (!/^<[\w-]+@[a-z0-9.-]+>$/i.test(messageId)) {
    throw new Refusal('input_invalid', 'the identifier of a mail is not <name@host>');
  }
  for (const { name } of attachments) {
    if (!/^[\w.-]{1,100}$/.test(name)) {
      throw new Refusal(
        'input_invalid',
        'the name of an attachment has more than letters and digits',
      );
    }
  }
  return {
    from: { name: plainLine(from.name), address: oneAddress(from.address, 'sender') },
    to: oneAddress(parts.to, 'recipient'),
    replyTo: parts.replyTo ? oneAddress(parts.replyTo, 'reply address') : null,
    messageId,
    content,
    attachments,
  };
}

function oneAddress(text: string, what: string): EmailAddress {
  const address = parseEmailAddress(text);
  if (!address) throw new Refusal('input_invalid', `the ${what} is not one e-mail address`);
  return address;
}

function refuseHeaderEnd(value: string, what: string): void {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value)) {
    throw new Refusal('input_invalid', `the ${what} of a mail is not one line`);
  }
}
