/** Forms with files: right ones, and ones whose parts, ends and lengths are not what they say. */
import { mutate } from '../mutate.ts';
import type { Random } from '../random.ts';

const boundary = 'saldo-fuzz';
const words = [
  `--${boundary}`,
  `--${boundary}--`,
  '\r\n',
  'filename="',
  'name="',
  'content-type: ',
];

const files = [
  Buffer.alloc(0),
  Buffer.from('%PDF-1.7 a'),
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from('<script>alert(1)</script>'),
  Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(5_000_000)]),
];
const names = [
  'a.pdf',
  '',
  '../../etc/passwd',
  'a\\"; filename="b',
  '\u202egnp.exe',
  'x'.repeat(5000),
];

export function randomMultipart(
  random: Random,
  pairs: readonly (readonly [string, string])[],
): { readonly type: string; readonly bytes: Buffer } {
  const parts: Buffer[] = [];
  const part = (head: string, content: Buffer): void => {
    parts.push(Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`));
    parts.push(content, Buffer.from('\r\n'));
  };
  for (const [name, value] of pairs) {
    if (name !== 'files') part(`name="${name}"`, Buffer.from(value.toWellFormed()));
  }
  const count = random.once(12) ? 40 : random.below(4);
  for (let file = 0; file < count; file += 1) {
    part(`name="files"; filename="${random.pick(names)}"`, random.pick(files));
  }
  const whole = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  const bytes = random.once(3) ? mutate(random, whole, { words, other: whole }) : whole;
  const type = `multipart/form-data; boundary=${boundary}`;
  return { type: random.once(20) ? 'multipart/form-data' : type, bytes };
}
