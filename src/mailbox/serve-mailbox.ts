/** The page of the local mailbox: mails newest first, one mail, its parts, and all of them as JSON. */
import { readFile } from 'node:fs/promises';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isLanguage, type Language } from '../core/texts.ts';
import type { MailFolder } from './mail-folder.ts';
import { framedHtml, listPage, mailPage, notFoundPage } from './mailbox-pages.ts';
import { readMail, summarise, type MailSummary, type ReadMail } from './read-mail.ts';

const mailsPerPage = 100;

const policies = {
  page: "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  /** A mail may style itself; it may not run, load, send or reach its frame. */
  mail: "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'",
  file: "sandbox; default-src 'none'; frame-ancestors 'none'",
} as const;

type Serving = {
  readonly folder: MailFolder;
  readonly host: string;
  readonly port: number;
};

export async function serveMailbox(
  options: Serving,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const server = Fastify({ forceCloseConnections: true });
  const style = await readFile(new URL('mailbox.css', import.meta.url), 'utf8');
  protect(server, options.host);
  server.get('/mailbox.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(style),
  );
  addPages(server, options.folder);
  addParts(server, options.folder);
  server.setNotFoundHandler((request, reply) => notFound(request, reply));
  await server.listen({ host: options.host, port: options.port });
  const address = server.server.address();
  if (address === null || typeof address === 'string')
    throw new Error('no port was given to the page');
  return { port: address.port, close: () => server.close() };
}

/** Headers of every answer; other names than this machine's are refused, against DNS rebinding. */
function protect(server: FastifyInstance, host: string): void {
  const isLocal = host === 'localhost' || host === '::1' || host.startsWith('127.');
  const names = new Set(['localhost', '127.0.0.1', '[::1]', host]);
  server.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': policies.page,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    if (isLocal && !names.has(request.hostname))
      return reply.code(421).type('text/plain').send('not this host\n');
    return undefined;
  });
}

function addPages(server: FastifyInstance, folder: MailFolder): void {
  const cache = new Map<string, MailSummary>();
  server.get('/', async (request, reply) => {
    const { mails, older } = await findMails(folder, cache, request);
    return reply.type('text/html; charset=utf-8').send(listPage(mails, older, languageOf(request)));
  });
  server.get('/messages.json', async (request, reply) => {
    const { mails, older } = await findMails(folder, cache, request);
    return reply.send({ messages: mails.map(asJson), older });
  });
  server.get('/messages/:id', async (request, reply) => {
    const mail = await findMail(folder, request);
    if (!mail) return notFound(request, reply);
    return reply.type('text/html; charset=utf-8').send(mailPage(mail, languageOf(request)));
  });
}

function addParts(server: FastifyInstance, folder: MailFolder): void {
  server.get('/messages/:id/html', async (request, reply) => {
    const mail = await findMail(folder, request);
    if (!mail?.html) return notFound(request, reply);
    reply.header('content-security-policy', policies.mail);
    return reply.type('text/html; charset=utf-8').send(framedHtml(mail.html));
  });
  server.get('/messages/:id/source', async (request, reply) => {
    const source = await folder.read(parameter(request, 'id'));
    if (!source) return notFound(request, reply);
    reply.header('content-security-policy', policies.file);
    return reply.type('text/plain; charset=utf-8').send(source);
  });
  server.get('/messages/:id/attachments/:number', async (request, reply) => {
    const mail = await findMail(folder, request);
    const attachment = mail?.attachments[Number(parameter(request, 'number')) - 1];
    if (!attachment) return notFound(request, reply);
    const isPdf = attachment.type === 'application/pdf';
    reply.headers({
      'content-security-policy': policies.file,
      'content-disposition': `attachment; filename="${attachment.name.replaceAll(/[^\w.-]/g, '_')}"`,
    });
    const type = isPdf ? 'application/pdf' : 'application/octet-stream';
    return reply.type(type).send(Buffer.from(attachment.content));
  });
}

/** The newest mails, or those before `?before=`; files never change, so they are parsed once. */
async function findMails(
  folder: MailFolder,
  cache: Map<string, MailSummary>,
  request: FastifyRequest,
): Promise<{ mails: MailSummary[]; older: string | null }> {
  const before = new URL(request.url, 'http://localhost').searchParams.get('before');
  const ids = (await folder.list()).filter((id) => !before || id < before);
  const mails: MailSummary[] = [];
  for (const id of ids.slice(0, mailsPerPage)) {
    const mail = cache.get(id) ?? (await openSummary(folder, id));
    if (!mail) continue;
    cache.set(id, mail);
    mails.push(mail);
  }
  return { mails, older: ids.length > mailsPerPage ? (ids[mailsPerPage - 1] ?? null) : null };
}

async function openSummary(folder: MailFolder, id: string): Promise<MailSummary | null> {
  const mail = await openMail(folder, id);
  return mail && summarise(mail);
}

async function findMail(folder: MailFolder, request: FastifyRequest): Promise<ReadMail | null> {
  return openMail(folder, parameter(request, 'id'));
}

async function openMail(folder: MailFolder, id: string): Promise<ReadMail | null> {
  const source = await folder.read(id);
  return source && readMail(id, source);
}

function asJson({ html, ...mail }: MailSummary): object {
  return { ...mail, has_html: html !== '' };
}

function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .type('text/html; charset=utf-8')
    .send(notFoundPage(languageOf(request)));
}

function parameter(request: FastifyRequest, name: string): string {
  const { params } = request;
  const value: unknown =
    typeof params === 'object' && params !== null ? Reflect.get(params, name) : '';
  return typeof value === 'string' ? value : '';
}

/** The first language of the reader that the portal speaks; English otherwise. */
function languageOf(request: FastifyRequest): Language {
  const wanted = (request.headers['accept-language'] ?? '').split(',');
  const tags = wanted.map((one) => one.trim().slice(0, 2).toLowerCase());
  return tags.find(isLanguage) ?? 'en';
}
