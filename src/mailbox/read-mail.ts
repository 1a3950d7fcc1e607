/** A stored mail as a person reads it. */
import PostalMime from 'postal-mime';
import type { Address } from 'postal-mime';

export type ReadMail = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** ISO 8601; empty when the mail has no date that can be read. */
  readonly date: string;
  readonly messageId: string;
  /** Bytes of the whole mail. */
  readonly size: number;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly ReadAttachment[];
};

export type ReadAttachment = {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
};

/** A mail without the contents of its attachments: small enough to keep many of them. */
export type MailSummary = Omit<ReadMail, 'attachments'> & {
  readonly attachments: readonly {
    readonly name: string;
    readonly type: string;
    readonly size: number;
  }[];
};

export function summarise(mail: ReadMail): MailSummary {
  const attachments = mail.attachments.map(({ name, type, content }) => ({
    name,
    type,
    size: content.length,
  }));
  return { ...mail, attachments };
}

/** Never throws for what a mail holds: a mail that cannot be parsed is shown by its source. */
export async function readMail(id: string, source: Buffer): Promise<ReadMail> {
  const empty = { id, from: '', to: '', subject: '', date: '', messageId: '', text: '', html: '' };
  const mail = await parse(source);
  if (!mail)
    return { ...empty, size: source.length, text: source.toString('utf8'), attachments: [] };
  const date = new Date(mail.date ?? '');
  return {
    id,
    from: people(mail.from ? [mail.from] : []),
    to: people(mail.to ?? []) || (mail.deliveredTo ?? ''),
    subject: mail.subject ?? '',
    date: Number.isNaN(date.getTime()) ? '' : date.toISOString(),
    messageId: mail.messageId ?? '',
    size: source.length,
    text: mail.text ?? '',
    html: mail.html ?? '',
    attachments: mail.attachments.map(({ filename, mimeType, content }, index) => ({
      name: filename ?? `attachment-${index + 1}`,
      type: mimeType,
      content: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
    })),
  };
}

async function parse(source: Buffer): Promise<Awaited<ReturnType<typeof PostalMime.parse>> | null> {
  try {
    return await PostalMime.parse(source);
  } catch (error) {
    // The parser refuses only what is nested or long beyond reason.
    if (error instanceof Error) return null;
    throw new TypeError('not an error', { cause: error });
  }
}

function people(addresses: readonly Address[]): string {
  return addresses
    .flatMap((one) => one.group ?? [one])
    .map(({ name, address }) => (name ? `${name} <${address}>` : address))
    .join(', ');
}
