/** Every route that the portal really has, noted while it puts them up: no attack keeps a list of its own. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance, RouteOptions } from 'fastify';

export type Route = {
  readonly method: string;
  /** With its parameters: `/:organisation/find`. */
  readonly pattern: string;
};

const channel = 'fastify.initialization';

/** Runs `make` and notes the routes of the servers that it makes. */
export async function noteRoutes<T>(make: () => Promise<T>): Promise<{ made: T; routes: Route[] }> {
  const routes = new Map<string, Route>();
  const note = ({ method, url }: RouteOptions): void => {
    for (const each of [method].flat()) {
      const route = { method: each, pattern: url };
      routes.set(`${each} ${url}`, route);
    }
  };
  const listen = (message: unknown): void => {
    if (isInitialization(message)) message.fastify.addHook('onRoute', note);
  };
  subscribe(channel, listen);
  try {
    const made = await make();
    return { made, routes: [...routes.values()].filter(({ method }) => method !== 'HEAD') };
  } finally {
    unsubscribe(channel, listen);
  }
}

function isInitialization(message: unknown): message is { readonly fastify: FastifyInstance } {
  return typeof message === 'object' && message !== null && 'fastify' in message;
}

/** Whether it is a page or a deed of the back office. */
export function isOfOffice({ pattern }: Route): boolean {
  return pattern === '/:organisation/office' || pattern.startsWith('/:organisation/office/');
}

/** The names of the parameters of a route, in their order. */
export function parametersOf(route: Route): string[] {
  return [...route.pattern.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
}

/** Parameters that name a page and nobody's own: every attack takes the same. */
const usual: Readonly<Record<string, string>> = {
  kind: 'other',
  question: 'no-receipt',
  page: 'help',
  number: 'RF18539007547034',
  attachment: 'tca_0',
  service: 'school-meals',
  charge: 'meals-top-up',
  item: 'cti_0',
};

/** @throws Error when a parameter has no value: an attack that does not know it proves nothing */
export function fill(route: Route, values: Readonly<Record<string, string>>): string {
  return route.pattern.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = values[name] ?? usual[name];
    if (value === undefined)
      throw new Error(`no attack knows the parameter ${name} of ${route.pattern}`);
    return value;
  });
}
