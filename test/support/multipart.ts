/** A form with files as a browser sends it (RFC 7578), for requests that are made by hand. */

export type SentFile = { readonly name: string; readonly type: string; readonly content: Buffer };

export const boundary = '----saldo-test-boundary';

/** @param files all in the field `files` */
export function multipartBody(
  fields: Readonly<Record<string, string>>,
  files: readonly SentFile[],
): Buffer {
  const parts: Buffer[] = [];
  const head = (text: string): void => {
    parts.push(Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${text}\r\n\r\n`));
  };
  for (const [name, value] of Object.entries(fields)) {
    head(`name="${name}"`);
    parts.push(Buffer.from(`${value}\r\n`));
  }
  for (const { name, type, content } of files) {
    head(`name="files"; filename="${name}"\r\ncontent-type: ${type}`);
    parts.push(content, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}
