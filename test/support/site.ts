/** The portal's web server in this process, over a database of the test's own: for requests that no browser sends. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../../src/context.ts';
import { addOffice } from '../../src/office/index.ts';
import type { Assets } from '../../src/web/assets.ts';
import { createServer } from '../../src/web/server.ts';
import { boundary, multipartBody, type SentFile } from './multipart.ts';

/** Pages without their styles, which take long to make. */
const bareAssets: Assets = {
  files: new Map(),
  pageFiles: () => ({
    stylesheet: '/a.css',
    theme: null,
    script: '/a.js',
    passkeyScript: '/p.js',
    formScript: '/f.js',
    font: '/a.woff2',
  }),
  styles: { css: '', hash: '' },
};

export async function siteOf(
  test: Pick<TestContext, 'after'>,
  context: Context,
): Promise<FastifyInstance> {
  const app = await createServer(context, bareAssets, { trustedProxies: [], beside: [addOffice] });
  test.after(() => app.close());
  return app;
}

/** What a browser knows that has opened a page with a form: its cookie, and the token of its forms. */
export type Visit = { readonly cookies: Record<string, string>; readonly token: string };

export async function visitForm(app: FastifyInstance, url: string): Promise<Visit> {
  const response = await app.inject(url);
  const cookie = response.cookies.find(({ name }) => name.endsWith('saldo'));
  const [, token] = /name="form_token" value="([^"]+)"/.exec(response.body) ?? [];
  assert(cookie && token, `a form at ${url}`);
  return { cookies: { [cookie.name]: cookie.value }, token };
}

export type Posting = { readonly from?: string; readonly headers?: Record<string, string> };

/** Posts fields as the browser of that visit would. */
export function post(
  app: FastifyInstance,
  visit: Visit,
  url: string,
  fields: Readonly<Record<string, string>>,
  { from = '203.0.113.7', headers = {} }: Posting = {},
) {
  return app.inject({
    method: 'POST',
    url,
    remoteAddress: from,
    cookies: visit.cookies,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams({ ...fields, form_token: visit.token }).toString(),
  });
}

/** Posts fields and files as the browser of that visit would. */
export function postFiles(
  app: FastifyInstance,
  visit: Visit,
  url: string,
  {
    fields,
    files,
  }: { readonly fields: Readonly<Record<string, string>>; readonly files: readonly SentFile[] },
  { from = '203.0.113.7', headers = {} }: Posting = {},
) {
  return app.inject({
    method: 'POST',
    url,
    remoteAddress: from,
    cookies: visit.cookies,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, ...headers },
    payload: multipartBody({ form_token: visit.token, ...fields }, files),
  });
}
