/** A provider that answers in every way but a right one: markup, half of JSON, 200 MB, a byte now and then. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

export type Manner = (response: ServerResponse) => unknown;

export type HostileServer = {
  readonly url: string;
  /** What every request is answered with from now on; told the request's body. */
  answer: (response: ServerResponse, body: string) => unknown;
  readonly close: () => Promise<void>;
};

export async function startHostileServer(): Promise<HostileServer> {
  const answering = {
    answer: (response: ServerResponse, _body: string): unknown => response.end('{}'),
  };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    // What is cut off on purpose is no trouble here.
    response.on('error', () => {});
    void text(request).then((body) => answering.answer(response, body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return Object.assign(answering, {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  });
}

const mega = 1024 * 1024;

/** By name; each leaves the caller without an answer, or with one that says nothing. */
export const manners: Readonly<Record<string, Manner>> = {
  'a page of markup': (response) => response.end('<!doctype html><title>504</title>'),
  'half of a JSON text': (response) => response.end('{"id":"ses_1","status":"succ'),
  'fewer bytes than promised': (response) => {
    response.writeHead(200, { 'content-length': '500' }).write('{"id":');
    response.destroy();
  },
  'nothing at all': (response) => response.socket?.destroy(),
  'no HTTP': (response) => response.socket?.end('hello\r\n\r\n'),
  'a broken chunk': (response) => {
    response.socket?.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n');
  },
  'a header of 100 KB': (response) => {
    response.socket?.end(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n{}`);
  },
  'a broken gzip': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('{}'),
  'a redirect to itself': (response) => response.writeHead(302, { location: '/' }).end(),
  'one byte a second': (response) => drip(response, 1000),
  'a hundred bytes a second': (response) => drip(response, 10),
  'deep JSON': (response) => response.end('['.repeat(500_000)),
  'a status that is none': (response) =>
    response.socket?.end('HTTP/1.1 999 ?\r\nContent-Length: 2\r\n\r\n{}'),
  'bytes that are no text': (response) => response.end(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x80])),
};

/** One at a time: what they take is measured. Pieces of gzip put together are a gzip. */
export const heavyManners: Readonly<Record<string, Manner>> = {
  '600 MB in a small gzip': (response) => {
    const packed = gzipSync(Buffer.alloc(10 * mega, ' '), { level: 1 });
    response.writeHead(200, { 'content-encoding': 'gzip' }).write('');
    response.end(Buffer.concat(Array.from({ length: 60 }, () => packed)));
  },
  '600 MB': (response) => void pour(response, 600),
};

async function pour(response: ServerResponse, megabytes: number): Promise<void> {
  const part = Buffer.alloc(mega, ' ');
  for (let sent = 0; sent < megabytes && !response.destroyed; sent += 1) {
    if (response.write(part)) continue;
    await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}

function drip(response: ServerResponse, everyMs: number): void {
  response.write('{');
  const timer = setInterval(() => response.write(' '), everyMs);
  response.on('close', () => clearInterval(timer));
}
