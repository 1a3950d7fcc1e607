/**
 * Serves the gallery of all pages for people and browser tests: `node src/web/serve-gallery.ts
 * [port]`.
 */
import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import { Refusal } from '../core/errors.ts';
import { languages } from '../core/texts.ts';
import { addAssets, loadAssets } from './assets.ts';
import { addErrorPages } from './error-pages.ts';
import { galleryPages, sampleColours } from './gallery.ts';
import { sampleView } from './gallery/samples.ts';
import { html } from './html.ts';
import { pageLanguage } from './language.ts';
import { layout } from './layout.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { sendPage } from './send-page.ts';

export type Gallery = { readonly address: string; readonly close: () => Promise<void> };

/** @param port 0 for any free one */
export async function startGallery(port: number): Promise<Gallery> {
  const app = fastify();
  const assets = await loadAssets();
  await app.register(cookie);
  addSecurityHeaders(app, { publicAddress: 'http://localhost', pageOrigins: [] });
  addAssets(app, assets);
  addErrorPages(app, {
    view: (request, reply) =>
      sampleView(assets.pageFiles(null), pageLanguage(request, reply, languages), 'none'),
    errorId: () => 'sample',
  });
  for (const [index, colour] of [null, ...sampleColours].entries()) addPages(app, index, colour);
  const address = await app.listen({ host: '127.0.0.1', port });
  return { address, close: () => app.close() };

  /** `/gallery/…` shows the library's blue, `/gallery-1/…` and on the sample colours. */
  function addPages(site: FastifyInstance, index: number, colour: string | null): void {
    const folder = index === 0 ? '/gallery' : `/gallery-${index}`;
    const pages = new Map(galleryPages(assets, colour).map((page) => [page.name, page]));
    site.get(folder, async (request, reply) => {
      const view = sampleView(
        assets.pageFiles(colour),
        pageLanguage(request, reply, languages),
        'none',
      );
      const links = [...pages.keys()].map(
        (name) => html`<li><a href="${folder}/${name}">${name}</a></li>`,
      );
      const content = html`<h1>Gallery</h1><ul>${links}</ul>`;
      return sendPage(reply, layout({ ...view, address: folder }, { title: 'Gallery', content }));
    });
    site.get<{ Params: { name: string } }>(`${folder}/:name`, async (request, reply) => {
      const page = pages.get(request.params.name);
      if (!page) throw new Refusal('not_found');
      return sendPage(reply, page.show(pageLanguage(request, reply, languages)));
    });
  }
}

if (import.meta.main) {
  const gallery = await startGallery(Number(process.argv[2] ?? 3300));
  console.log(`${gallery.address}/gallery`);
}
