/** Bytes on a socket that are hardly HTTP: each connection is answered by a refusal or closed, and the portal lives on. */
import { connect } from 'node:net';
import type { Random } from '../random.ts';
import { randomFrom } from '../random.ts';
import { mutate } from '../mutate.ts';
import { slug } from '../surroundings.ts';
import type { Tally } from '../tally.ts';
import type { Site } from './open-site.ts';

const patienceMs = 10_000;

const right = `POST /${slug}/find HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 8\r\nConnection: close\r\n\r\nnumber=1`;
const chunked = right
  .replace('Content-Length: 8', 'Transfer-Encoding: chunked')
  .replace('number=1', '8\r\nnumber=1\r\n0\r\n\r\n');

const malformed: readonly string[] = [
  '\r\n\r\n', '\0\0\0\0', 'GET', 'GET /', 'GET / HTTP/9.9\r\n\r\n', 'GET / HTTP/0.9\r\n\r\n', 'get / http/1.1\r\n\r\n', 'G\0T / HTTP/1.1\r\n\r\n',
  'GET http://[::1 HTTP/1.1\r\nHost: a\r\n\r\n', 'GET * HTTP/1.1\r\nHost: a\r\n\r\n', 'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 'GET / HTTP/1.1\r\nHost : a\r\n\r\n', 'GET / HTTP/1.1\r\nno colon\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`,
  `GET / HTTP/1.1\r\nHost: a\r\n${'X: y\r\n'.repeat(5000)}\r\n`, `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, `GET /\u00e8\u00ff HTTP/1.1\r\nHost: a\r\n\r\n`,
  right.replace('Content-Length: 8', 'Content-Length: -1'), right.replace('Content-Length: 8', 'Content-Length: 8\r\nContent-Length: 9'),
  right.replace('Content-Length: 8', 'Content-Length: 8\r\nTransfer-Encoding: chunked'), right.replace('Content-Length: 8', 'Content-Length: 99999999999999999999'),
  right.replace('Content-Length: 8', 'Transfer-Encoding: gzip, x'), chunked.replace('8\r\nnumber', 'zz\r\nnumber'), chunked.replace('8\r\nnumber', 'ffffffffffffffff\r\nnumber'),
  chunked.replace('8\r\nnumber', `8;${'a'.repeat(50_000)}\r\nnumber`), right.replace('Connection: close', 'Expect: 100-continue\r\nConnection: close'),
  right.replace('Connection: close', 'Expect: nonsense'), right.replace('Connection: close', 'Upgrade: websocket\r\nConnection: Upgrade'),
  right.replace('Connection: close', 'Content-Encoding: gzip\r\nConnection: close'), right.repeat(20),
]; // prettier-ignore

const words = [
  '\r\n',
  '\n',
  ':',
  '\0',
  'HTTP/1.1',
  'Content-Length: 5\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Host: b\r\n',
  ' ',
  '%00',
];

/** @param count at least each of the list once, changed ones for the rest */
export async function fuzzSockets(
  tally: Tally,
  site: Site,
  inputs: { readonly seed: number; readonly count: number },
): Promise<void> {
  const { port } = new URL(await site.app.listen({ host: '127.0.0.1', port: 0 }));
  for (let index = 0; index < Math.max(inputs.count, malformed.length); index += 1) {
    tally.httpInput();
    const bytes = bytesOf(randomFrom(inputs.seed, 'socket', index), index);
    const answer = await sendBytes(Number(port), bytes);
    const wrong = await complaintOf(Number(port), answer);
    if (wrong) await tally.failure({ ...wrong, input: bytes, ending: 'http' });
  }
}

function bytesOf(random: Random, index: number): Buffer {
  const listed = malformed[index];
  if (listed !== undefined) return Buffer.from(listed, 'latin1');
  const base = random.pick([right, chunked, ...malformed].filter((text) => text.length < 2000));
  return mutate(random, Buffer.from(base, 'latin1'), { words, other: Buffer.from(right) });
}

type Wrong = {
  readonly kind: 'fuzz_crashes' | 'fuzz_timeouts' | 'fuzz_answer';
  readonly message: string;
};

async function complaintOf(port: number, answer: string | null): Promise<Wrong | null> {
  if (answer === null) return { kind: 'fuzz_timeouts', message: 'a connection was kept for ever' };
  const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? '';
  // 501 and 505 say of a request that HTTP itself is not spoken so.
  if (/^5(?!0[15])/.test(status)) {
    return { kind: 'fuzz_crashes', message: `bytes on a socket are answered ${status}` };
  }
  if (/node_modules|\.ts:\d/.test(answer)) {
    return { kind: 'fuzz_answer', message: 'the inside shows in an answer to bytes on a socket' };
  }
  const alive = await sendBytes(
    port,
    Buffer.from('GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'),
  );
  if (alive?.startsWith('HTTP/1.1 200')) return null;
  return { kind: 'fuzz_crashes', message: 'after bytes on a socket the portal does not answer' };
}

/** Sends and says that no more will come; null when the other side neither ends nor closes. */
function sendBytes(port: number, bytes: Buffer): Promise<string | null> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    const finish = (answer: string | null): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(patienceMs, () => finish(null));
    socket.on('data', (part) => parts.push(part));
    // A reset is a refusal like another.
    socket.on('error', () => finish(Buffer.concat(parts).toString('latin1')));
    socket.on('close', () => finish(Buffer.concat(parts).toString('latin1')));
  });
}
