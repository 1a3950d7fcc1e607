/** HTTP as an attacker speaks it: every header, method and byte is theirs to choose. */
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Answer } from './answer.ts';

export type Ask = {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Uint8Array;
};

export type Target = { readonly name: string; readonly port: number };

/** Asks and reads the whole answer; redirects are not followed. */
export async function ask(target: Target, { method = 'GET', ...what }: Ask): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number;
    headers: IncomingHttpHeaders;
    bytes: Buffer;
  }>();
  const started = process.hrtime.bigint();
  const sent = request(
    {
      host: '127.0.0.1',
      port: target.port,
      method,
      path: what.path,
      headers: { host: `localhost:${target.port}`, ...what.headers },
      signal: AbortSignal.timeout(30_000),
    },
    (came) => {
      const { statusCode: status = 0, headers } = came;
      buffer(came).then((bytes) => resolve({ status, headers, bytes }), reject);
    },
  );
  sent.once('error', reject);
  sent.end(what.body);
  const { status, headers, bytes } = await promise;
  return {
    asked: `${method} ${what.path}`,
    portal: target.name,
    status,
    headers,
    bytes,
    text: bytes.toString('utf8'),
    microseconds: (process.hrtime.bigint() - started) / 1000n,
  };
}

const silenceMs = 400;
const patienceMs = 5000;

/**
 * Sends bytes as they are and gives back all that came until the other side closed, or was silent
 * for a while: longer before its first word than after it.
 */
export async function sendBytes(target: Target, bytes: string): Promise<string> {
  const socket = connect(target.port, '127.0.0.1');
  const { promise, resolve } = Promise.withResolvers<void>();
  let came = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    came += text;
    socket.setTimeout(silenceMs);
  });
  socket.setTimeout(patienceMs, () => resolve());
  socket.once('close', () => resolve());
  // A connection that is cut is an answer too.
  socket.once('error', () => resolve());
  socket.write(Buffer.from(bytes, 'latin1'));
  await promise;
  socket.destroy();
  return came;
}
