/** Encryption of secrets at rest and keyed digests: AES-256-GCM and HMAC-SHA-256 under the portal's key. */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';

/** 32 random bytes from the settings; the keys that are used are derived from it by purpose. */
export type PortalKey = Uint8Array;

type Purpose =
  | 'provider-secrets'
  | 'visitor-cookie'
  | 'form-token'
  | 'rate-limit'
  | 'authenticator'
  | 'sign-in'
  | 'payment-list'
  | 'forgotten-payer'
  | 'identity-provider'
  | 'discount-payer';

const derivedKeys = new WeakMap<PortalKey, Map<Purpose, KeyObject>>();

function derive(key: PortalKey, purpose: Purpose): KeyObject {
  const known = derivedKeys.get(key) ?? new Map<Purpose, KeyObject>();
  derivedKeys.set(key, known);
  const derived =
    known.get(purpose) ??
    createSecretKey(Buffer.from(hkdfSync('sha256', key, new Uint8Array(), `saldo/${purpose}`, 32)));
  known.set(purpose, derived);
  return derived;
}

/** `v1.<nonce>.<tag>.<text>` in base64url; `context` must be the same when it is opened. */
export function seal(key: PortalKey, purpose: Purpose, context: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', derive(key, purpose), nonce).setAAD(
    Buffer.from(context),
  );
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [
    'v1',
    ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url')),
  ].join('.');
}

/** @throws Error when the key or the context is another, or a byte was changed */
export function unseal(key: PortalKey, purpose: Purpose, context: string, sealed: string): string {
  const [version, nonce = '', tag = '', text = ''] = sealed.split('.');
  if (version !== 'v1') throw new Error('sealed by an unknown version');
  const decipher = createDecipheriv(
    'aes-256-gcm',
    derive(key, purpose),
    Buffer.from(nonce, 'base64url'),
    {
      authTagLength: 16,
    },
  );
  decipher.setAAD(Buffer.from(context)).setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([
    decipher.update(Buffer.from(text, 'base64url')),
    decipher.final(),
  ]).toString('utf8');
}

/** A digest that only the portal can make, in base64url. */
export function keyedDigest(key: PortalKey, purpose: Purpose, text: string): string {
  return createHmac('sha256', derive(key, purpose)).update(text).digest('base64url');
}

export function sameDigest(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
