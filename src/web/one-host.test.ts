/** A request that names two hosts is none. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fastify } from 'fastify';
import { refuseTwoHosts } from './one-host.ts';

test('a request that names two hosts is refused, and one with one is served', async (t) => {
  const app = fastify();
  refuseTwoHosts(app);
  app.get('/', async () => 'here');
  t.after(() => app.close());
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const ask = (hosts: string): Promise<string> => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`GET / HTTP/1.1\r\n${hosts}Connection: close\r\n\r\n`);
    return text(socket);
  };
  assert.match(await ask('Host: a.example\r\n'), /^HTTP\/1\.1 200/);
  assert.match(await ask('Host: a.example\r\nHOST: b.example\r\n'), /^HTTP\/1\.1 400/);
});
