/** HTTP to providers against real sockets: what is bounded, and what is never sent. */
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { suite, test } from 'node:test';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { runInsideTransaction } from '../database/inside-transaction.ts';
import { callProvider } from './http.ts';

suite('calling a provider', () => {
  test('sends JSON and gives back the status and the JSON', async (t) => {
    const url = await serve(t, (request, response) => {
      response.writeHead(201).end(`{"type":"${request.headers['content-type']}"}`);
    });
    const answer = await callProvider({ method: 'POST', url, headers: {}, body: { one: 1 } });
    assert.deepEqual(answer, {
      kind: 'answered',
      status: 201,
      json: { type: 'application/json' },
    });
  });

  test('an answer that is not JSON has no json', async (t) => {
    const url = await serve(t, (_request, response) => response.end('<p>hello</p>'));
    const answer = await callProvider({ method: 'GET', url, headers: {} });
    assert.deepEqual(answer, { kind: 'answered', status: 200, json: undefined });
  });

  test('a redirect is an answer like another and is not followed', async (t) => {
    const asked: (string | undefined)[] = [];
    const url = await serve(t, (request, response) => {
      asked.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    const answer = await callProvider({ method: 'GET', url, headers: {} });
    assert.equal(answer.kind === 'answered' && answer.status, 302);
    assert.deepEqual(asked, ['/']);
  });

  test('more than a megabyte is no answer, however small it travels', async (t) => {
    const json = JSON.stringify('x'.repeat(1024 * 1024));
    const plain = await serve(t, (_request, response) => response.end(json));
    const packed = await serve(t, (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(json));
    });
    for (const url of [plain, packed]) {
      const answer = await callProvider({ method: 'GET', url, headers: {} });
      assert.deepEqual(answer, { kind: 'no_answer', cause: 'the answer is too large' });
    }
  });

  test('a megabyte less the quotes is still an answer', async (t) => {
    const url = await serve(t, (_request, response) => {
      response.end(JSON.stringify('x'.repeat(1024 * 1024 - 2)));
    });
    assert.equal((await callProvider({ method: 'GET', url, headers: {} })).kind, 'answered');
  });

  test('the time-out is for everything: silence, and a body that never ends', async (t) => {
    const silent = await serve(t, () => undefined);
    const dripping = await serve(t, (_request, response) => {
      response.write('{');
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => {
        clearInterval(timer);
      });
    });
    for (const url of [silent, dripping]) {
      const answer = await callProvider({ method: 'GET', url, headers: {} }, 100);
      assert.deepEqual(answer, { kind: 'no_answer', cause: 'no answer in time' });
    }
  });

  test('a connection that is refused or cut is no answer', async (t) => {
    const cut = await serve(t, (request) => request.socket.destroy());
    assert.equal((await callProvider({ method: 'GET', url: cut, headers: {} })).kind, 'no_answer');
    const closed = new URL('http://127.0.0.1:1/');
    const refused = await callProvider({ method: 'GET', url: closed, headers: {} });
    assert.equal(refused.kind, 'no_answer');
  });

  test('inside a database transaction nothing is sent', async (t) => {
    let asked = 0;
    const url = await serve(t, (_request, response) => {
      asked += 1;
      response.end('{}');
    });
    const call = { method: 'GET', url, headers: {} } as const;
    await assert.rejects(
      runInsideTransaction(() => callProvider(call)),
      /inside a database transaction/,
    );
    assert.equal(asked, 0);
  });
});

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

async function serve(t: TestContext, answer: Answer): Promise<URL> {
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert(typeof address === 'object' && address);
  return new URL(`http://127.0.0.1:${address.port}/`);
}
