/**
 * The headers that confine pages: nothing from elsewhere, nothing inline, nothing kept, nobody
 * framing them.
 */
import type { FastifyInstance } from 'fastify';

export type SecurityHeaderOptions = {
  /** The portal's public address; HSTS follows its scheme. */
  readonly publicAddress: string;
  /**
   * Origins of the providers' hosted pages: forms may lead there, by redirect, and nowhere else.
   */
  readonly pageOrigins: readonly string[];
};

/** Every feature of browsers that a page could ask for and that none of ours does. */
const unusedFeatures = [
  'accelerometer', 'autoplay', 'camera', 'display-capture', 'encrypted-media', 'fullscreen',
  'geolocation', 'gyroscope', 'magnetometer', 'microphone', 'midi', 'payment', 'usb', 'xr-spatial-tracking',
]; // prettier-ignore

const permissionsPolicy = unusedFeatures.map((feature) => `${feature}=()`).join(', ');

const twoYearsSeconds = 63_072_000;

/** Content Security Policy, level 3. */
function contentPolicy(pageOrigins: readonly string[]): string {
  const directives = {
    'default-src': ["'none'"],
    'style-src': ["'self'"],
    'script-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'form-action': ["'self'", ...pageOrigins],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
    'require-trusted-types-for': ["'script'"],
  };
  const wrong = pageOrigins.find((origin) => URL.parse(origin)?.origin !== origin);
  if (wrong !== undefined) throw new TypeError(`not an origin of pages: ${wrong}`);
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join(';');
}

/** Set on every answer before its route runs, which may say otherwise for what it sends. */
export function addSecurityHeaders(app: FastifyInstance, options: SecurityHeaderOptions): void {
  const isHttps = new URL(options.publicAddress).protocol === 'https:';
  const headers = {
    'content-security-policy': contentPolicy(options.pageOrigins),
    'permissions-policy': permissionsPolicy,
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-download-options': 'noopen',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
    // The filter of old browsers could be turned against a page.
    'x-xss-protection': '0',
    ...(isHttps && {
      'strict-transport-security': `max-age=${twoYearsSeconds}; includeSubDomains`,
    }),
  };
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    // Pages are personal unless they say otherwise: files of ours do.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}
