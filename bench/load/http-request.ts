/** Requests as bytes and answers from bytes: as little HTTP as a load generator needs. */

export type LoadRequest = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export function requestBytes(host: string, request: LoadRequest): Buffer {
  const length = Buffer.byteLength(request.body);
  const headers = { host, 'content-length': String(length), ...request.headers };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(
    `${request.method} ${request.path} HTTP/1.1\r\n${lines.join('')}\r\n${request.body}`,
  );
}

export type Answer = { readonly status: number; readonly bytes: number };

/**
 * Reads one answer from what has arrived.
 *
 * @returns null while it is not complete
 * @throws Error when its length is told neither by a header nor by its status
 */
export function readAnswer(arrived: Buffer): Answer | null {
  const end = arrived.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = arrived.subarray(0, end).toString('latin1');
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined && status !== 204 && status !== 304)
    throw new Error(`an answer without a length: ${head}`);
  const bytes = end + 4 + Number(length ?? 0);
  return arrived.length < bytes ? null : { status, bytes };
}
