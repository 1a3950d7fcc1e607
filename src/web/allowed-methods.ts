/** Which methods an address takes, so that a request with another one is told so (RFC 9110, 15.5.6). */
import type { FastifyInstance } from 'fastify';

/**
 * Watches the routes that are added from now on.
 *
 * @returns the methods of an address; none where nothing is
 */
export function watchMethods(app: FastifyInstance): (address: string) => string[] {
  const routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    routes.push({ pattern: patternOf(url), methods: [method].flat() });
  });
  return (address) => {
    const path = address.replace(/\?.*$/, '');
    const fitting = routes.filter(({ pattern }) => pattern.test(path));
    return [...new Set(fitting.flatMap(({ methods }) => methods))].toSorted();
  };
}

function patternOf(route: string): RegExp {
  const parts = route.split('/').map((part) => {
    if (part === '*') return '.*';
    return part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}$`);
}
