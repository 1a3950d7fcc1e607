/**
 * The files that pages load: hashed by content, compressed once at start, kept by browsers for a
 * year.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { onceEach } from '../core/once-each.ts';
import type { Styles } from './styles.ts';
import { compileStyles } from './styles.ts';
import { themeAddress, themeColour, themeStylesheet } from './theme.ts';
import type { PageFiles } from './view.ts';

export type Asset = {
  readonly type: string;
  readonly body: Buffer;
  /** Absent for what is compressed already. */
  readonly compressed?: { readonly br: Buffer; readonly gzip: Buffer };
};

export type Assets = {
  readonly files: ReadonlyMap<string, Asset>;
  /** The addresses for a page in the colour of its organisation; null for the library's blue. */
  readonly pageFiles: (colour: string | null) => PageFiles;
  readonly styles: Styles;
};

const fontFolder = join(
  import.meta.dirname,
  '../../node_modules/bootstrap-italia/dist/fonts/Titillium_Web',
);
const fonts = [
  ['titillium-web-400', 'titillium-web-v10-latin-ext_latin-regular.woff2'],
  ['titillium-web-600', 'titillium-web-v10-latin-ext_latin-600.woff2'],
  ['titillium-web-700', 'titillium-web-v10-latin-ext_latin-700.woff2'],
] as const;

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Compiles the styles if they are not cached, and reads every file into memory. */
export async function loadAssets(cacheFolder?: string): Promise<Assets> {
  const compiled = await compileStyles(cacheFolder);
  const files = new Map<string, Asset>();
  let { css } = compiled;
  const fontAddresses: string[] = [];
  for (const [name, file] of fonts) {
    const body = await readFile(join(fontFolder, file));
    const address = `/assets/${name}-${hashOf(body)}.woff2`;
    files.set(address, { type: 'font/woff2', body });
    fontAddresses.push(address);
    css = css.replaceAll(`${name}.woff2`, address);
  }
  const stylesheet = await addText(files, 'portal', 'css', Buffer.from(css));
  const script = await readFile(join(import.meta.dirname, 'assets', 'portal.js'));
  const scriptAddress = await addText(files, 'portal', 'js', script);
  const passkeys = await readFile(join(import.meta.dirname, 'assets', 'passkeys.js'));
  const passkeyScript = await addText(files, 'passkeys', 'js', passkeys);
  const forms = await readFile(join(import.meta.dirname, 'assets', 'free-payment.js'));
  const formScript = await addText(files, 'free-payment', 'js', forms);
  const [font = ''] = fontAddresses;
  // The whole stylesheet is read for it.
  const themeOf = onceEach((colour: string) => themeAddress(colour, css));
  const pageFiles = (colour: string | null): PageFiles => ({
    stylesheet,
    theme: colour === null ? null : themeOf(colour),
    script: scriptAddress,
    passkeyScript,
    formScript,
    font,
  });
  return { files, pageFiles, styles: { css, hash: compiled.hash } };
}

const textTypes = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' } as const;

async function addText(
  files: Map<string, Asset>,
  name: string,
  ending: keyof typeof textTypes,
  body: Buffer,
): Promise<string> {
  const address = `/assets/${name}-${hashOf(body)}.${ending}`;
  files.set(address, await compress(textTypes[ending], body));
  return address;
}

async function compress(type: string, body: Buffer): Promise<Asset> {
  const br = await compressBrotli(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  });
  return { type, body, compressed: { br, gzip: await compressGzip(body, { level: 9 }) } };
}

/**
 * Serves `/assets/*`, themes included; nothing there needs a cookie or changes under its address.
 */
export function addAssets(app: FastifyInstance, assets: Assets): void {
  const themes = new Map<string, Asset>();
  app.get('/assets/*', async (request, reply) => {
    const address = request.url;
    const asset = assets.files.get(address) ?? themes.get(address) ?? (await theme(address));
    if (!asset) return reply.callNotFound();
    return send(request.headers['accept-encoding'] ?? '', reply, asset);
  });

  async function theme(address: string): Promise<Asset | null> {
    const colour = themeColour(address, assets.styles.css);
    if (colour === null) return null;
    const sheet = Buffer.from(themeStylesheet(colour, assets.styles.css));
    const asset = await compress(textTypes.css, sheet);
    // Anybody can ask for any colour: only so many are remembered.
    if (themes.size < 1000) themes.set(address, asset);
    return asset;
  }
}

function send(accepted: string, reply: FastifyReply, asset: Asset): FastifyReply {
  void reply
    .type(asset.type)
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('vary', 'accept-encoding');
  if (asset.compressed && /\bbr\b/.test(accepted)) {
    return reply.header('content-encoding', 'br').send(asset.compressed.br);
  }
  if (asset.compressed && /\bgzip\b/.test(accepted)) {
    return reply.header('content-encoding', 'gzip').send(asset.compressed.gzip);
  }
  return reply.send(asset.body);
}

function hashOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 16);
}
