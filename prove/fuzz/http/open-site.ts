/** The portal's server in this process, and the list of its routes as it added them itself. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Context } from '../../../src/context.ts';
import { siteOf } from '../../../test/support/site.ts';

export type Route = { readonly method: string; readonly path: string };

export type Site = {
  readonly app: FastifyInstance;
  /** Whatever is added to the portal is in it, so that no route can be forgotten. */
  readonly routes: readonly Route[];
  readonly close: () => Promise<void>;
};

const channel = 'fastify.initialization';
const started = z.object({ fastify: z.custom<FastifyInstance>() });

export async function openSite(context: Context): Promise<Site> {
  const routes: Route[] = [];
  const watch = (message: unknown): void => {
    started.parse(message).fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) routes.push({ method: each, path: url });
    });
  };
  let end = async (): Promise<void> => {};
  const after = (close: unknown): void => {
    if (typeof close === 'function') end = async () => void (await close());
  };
  subscribe(channel, watch);
  const app = await siteOf({ after }, context).finally(() => unsubscribe(channel, watch));
  await app.ready();
  return { app, routes, close: () => end() };
}

/** The route that an address leads to, whatever the method. */
export function pathOf(routes: readonly Route[], address: string): string | null {
  const parts = address.replace(/\?.*/, '').split('/');
  const found = routes.filter(({ path }) => {
    const pattern = path.split('/');
    return (
      pattern.length === parts.length &&
      pattern.every((part, at) => part.startsWith(':') || part === parts[at])
    );
  });
  // A word that is written out is meant before a place that anything fits.
  const places = ({ path }: Route): number => path.split(':').length;
  return found.toSorted((one, other) => places(one) - places(other))[0]?.path ?? null;
}
