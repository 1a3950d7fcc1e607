/** What may come with a message: PDF, JPEG and PNG, known by their content whatever they are called. */
import { plainLine } from '../messages/index.ts';

export const mostAttachments = 3;
export const largestAttachment = 4 * 1024 * 1024;

export type AttachmentType = 'application/pdf' | 'image/jpeg' | 'image/png';

export type CheckedAttachment = {
  readonly name: string;
  readonly type: AttachmentType;
  readonly content: Buffer;
};

const beginnings: readonly (readonly [AttachmentType, ending: string, bytes: Buffer])[] = [
  ['application/pdf', 'pdf', Buffer.from('%PDF-')],
  ['image/jpeg', 'jpg', Buffer.from([0xff, 0xd8, 0xff])],
  ['image/png', 'png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
];

/**
 * Judges one file by its first bytes, and gives it a name that is safe in a header and on a disk.
 *
 * @param given.name as the browser said it; nothing of it is believed but letters, digits and dashes
 * @returns what is wrong with it otherwise
 */
export function checkAttachment(given: {
  readonly name: string;
  readonly content: Buffer;
}): CheckedAttachment | 'empty' | 'too_large' | 'wrong_type' {
  const { content } = given;
  if (content.length === 0) return 'empty';
  if (content.length > largestAttachment) return 'too_large';
  const found = beginnings.find(([, , bytes]) => content.subarray(0, bytes.length).equals(bytes));
  if (!found) return 'wrong_type';
  const [type, ending] = found;
  return { name: `${safeName(given.name)}.${ending}`, type, content };
}

/** The ending is ours: it says what the content is. */
function safeName(name: string): string {
  const last = plainLine(name).split(/[/\\]/).at(-1) ?? '';
  const bare = last.replace(/\.[^.]*$/, '').replaceAll(/[^\p{L}\p{M}\p{N}_-]+/gu, '-');
  const short = Array.from(bare).slice(0, 60).join('');
  return short.replaceAll(/^-+|-+$/g, '') || 'file';
}
