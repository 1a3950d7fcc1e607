/**
 * The headers that confine pages: nothing from elsewhere, nothing inline, nothing kept, nobody
 * framing them.
 */
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

export type SecurityHeaderOptions = {
  /** The portal's public address; HSTS and upgrades follow its scheme. */
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

export async function addSecurityHeaders(
  app: FastifyInstance,
  options: SecurityHeaderOptions,
): Promise<void> {
  const isHttps = new URL(options.publicAddress).protocol === 'https:';
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'style-src': ["'self'"],
        'script-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'form-action': ["'self'", ...options.pageOrigins],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
        'require-trusted-types-for': ["'script'"],
      },
    },
    strictTransportSecurity: isHttps && { maxAge: twoYearsSeconds, includeSubDomains: true },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' },
  });
  app.addHook('onSend', async (_, reply) => {
    reply.header('permissions-policy', permissionsPolicy);
    // Pages are personal unless they say otherwise: files of ours do.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}
