/** The least that the portal's own server can do: one route that says hello. */
import { fastify } from 'fastify';
import { answerUse } from './process-use.ts';

const app = fastify();
app.get('/*', (_request, reply) => reply.type('text/html; charset=utf-8').send('<p>Hello</p>'));
await app.listen({ host: '127.0.0.1', port: Number(process.argv[2]) });
process.on('disconnect', () => process.exit(0));
answerUse();
process.send?.('ready');
