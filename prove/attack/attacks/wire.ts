/** Bytes that two servers could read in two ways, and requests that are none. */
import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { sendBytes } from '../place/wire.ts';

const hidden = 'GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n';
const front =
  'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n';

/** Each names two lengths for its body, or one that can be read in two ways. */
const ambiguous: Readonly<Record<string, string>> = {
  'length and chunks': `${front}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
  'chunks and length': `${front}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${hidden}`,
  'two lengths': `${front}Content-Length: 0\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
  'a list of lengths': `${front}Content-Length: 0, ${hidden.length}\r\n\r\n${hidden}`,
  'a length with a sign': `${front}Content-Length: +0\r\n\r\n${hidden}`,
  'a negative length': `${front}Content-Length: -1\r\n\r\n${hidden}`,
  'a length in another base': `${front}Content-Length: 0x0\r\n\r\n${hidden}`,
  'a blank before the colon': `${front}Content-Length : 0\r\n\r\n${hidden}`,
  'chunks after another encoding': `${front}Transfer-Encoding: identity, chunked, identity\r\n\r\n0\r\n\r\n${hidden}`,
  'an encoding nobody knows': `${front}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${hidden}`,
  'two encodings': `${front}Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n${hidden}`,
  'an encoding after a tabulator': `${front}Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n${hidden}`,
  'a folded line': `${front}Transfer-Encoding:\r\n chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${hidden}`,
  'a chunk of no size': `${front}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n${hidden}`,
  'a chunk beyond all sizes': `${front}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n${hidden}`,
  'a chunk that ends with a bare line feed': `${front}Transfer-Encoding: chunked\r\n\r\n0\n\n${hidden}`,
  'a bare carriage return in a header': `${front}X: a\rContent-Length: 0\r\n\r\n${hidden}`,
};

/** None of these is a request that HTTP allows. */
const malformed: Readonly<Record<string, string>> = {
  'NUL in a header': 'GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n',
  'no host': 'GET / HTTP/1.1\r\n\r\n',
  'two hosts': 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n',
  'no version that is': 'GET / HTTP/9.9\r\nHost: localhost\r\n\r\n',
  'the preface of another version': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'a method that is none': 'G=T / HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'a request for a tunnel': 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n',
  'headers without end': `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`,
  'an address without end': `GET /${'a'.repeat(40_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  'a line feed in the address': 'GET /\nx HTTP/1.1\r\nHost: localhost\r\n\r\n',
};

function answersIn(text: string): number {
  return text.match(/^HTTP\/1\.1 \d{3}/gm)?.length ?? 0;
}

const smuggling: Attack = {
  id: 'request-smuggling',
  tries: 'a second request hidden in the body of a first whose length can be read in two ways',
  run: async (place) => {
    const tries = Object.entries(ambiguous).map(async ([name, bytes]) => {
      const answer = await sendBytes(place.first, bytes);
      assert(answersIn(answer) <= 1, `${name}: two answers\n${answer.slice(0, 400)}`);
      assert(answer === '' || /^HTTP\/1\.1 4\d\d /.test(answer), `${name}: ${answer.slice(0, 80)}`);
    });
    await Promise.all(tries);
  },
};

const noRequests: Attack = {
  id: 'malformed-requests',
  tries: 'bytes that are no request',
  run: async (place) => {
    const tries = Object.entries(malformed).map(async ([name, bytes]) => {
      const answer = await sendBytes(place.first, bytes);
      assert(answer === '' || /^HTTP\/1\.1 4\d\d /.test(answer), `${name}: ${answer.slice(0, 80)}`);
      assert(!/\.ts:|node:|x-powered-by|^server:/im.test(answer), `${name} tells of our inside`);
    });
    await Promise.all(tries);
  },
};

const targets = [
  'http://evil.example/?a=1',
  '//evil.example/',
  '/\\evil.example',
  'evil.example:443',
  '*',
  '/%00',
  '/%zz',
  '/%e0%a4%a',
  '/..',
  '/valdorata/../../etc/passwd',
];

const oddTargets: Attack = {
  id: 'odd-request-targets',
  tries: 'whole addresses, doubled slashes and what cannot be decoded, as the target of a request',
  run: async (place) => {
    for (const site of [place.first, place.secure]) {
      const tries = targets.map(async (target) => {
        const bytes = `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
        const answer = await sendBytes(site, bytes);
        assert.match(answer, /^HTTP\/1\.1 40[04] /, target);
        assert(!answer.includes('evil.example'), `${target} is repeated`);
        if (answer.startsWith('HTTP/1.1 404'))
          assert.match(answer, /content-security-policy/i, target);
      });
      await Promise.all(tries);
    }
  },
};

const slowRequests: Attack = {
  id: 'slow-requests-end',
  tries: 'keeping connections for ever with requests that never end',
  run: async (place) => {
    for (const { server } of [place.first, place.second]) {
      for (const limit of [server.server.requestTimeout, server.server.headersTimeout]) {
        assert(limit > 0 && limit <= 120_000, `${limit} ms`);
      }
      assert(server.server.maxHeadersCount === null || server.server.maxHeadersCount > 0);
    }
  },
};

export const wire: readonly Attack[] = [smuggling, noRequests, oddTargets, slowRequests];
