/** Signatures of notifications: HMAC-SHA256 of `timestamp.body`, one for each active secret. */
import { createHmac } from 'node:crypto';
import { activeSecrets } from '../account.ts';
import { readSetting } from '../settings.ts';
import type { World } from '../world.ts';

export const signatureHeader = 'sandbox-signature';

/** `genuine`, or in which way a forgery is one. */
export const signatureKinds = [
  'genuine',
  'wrong_secret',
  'no_signature',
  'old_timestamp',
  'changed_body',
] as const;
export type SignatureKind = (typeof signatureKinds)[number];

/** `t=1767225600,v1=hex,v1=hex`: seconds since 1970, then one signature for each secret. */
export function sign(timestamp: number, body: string, secrets: readonly string[]): string {
  const signatures = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
  );
  return [`t=${timestamp}`, ...signatures].join(',');
}

/** What goes over the wire for a delivery; each try is stamped afresh. */
export function signedRequest(
  world: World,
  delivery: {
    readonly accountId: string;
    readonly body: string;
    readonly signature: SignatureKind;
  },
): { readonly headers: Record<string, string>; readonly body: string } {
  const own = readSetting(world.store, 'sign_by_own_clock') === 1;
  const seconds = Math.floor((own ? world.clock.now() : world.clock.machineNow()) / 1000);
  const secrets = activeSecrets(world, delivery.accountId);
  const json = { 'content-type': 'application/json' };
  const signed = (value: string, body = delivery.body) => ({
    headers: { ...json, [signatureHeader]: value },
    body,
  });
  switch (delivery.signature) {
    case 'genuine':
      return signed(sign(seconds, delivery.body, secrets));
    case 'wrong_secret':
      return signed(sign(seconds, delivery.body, ['whsec_of_somebody_else']));
    case 'no_signature':
      return { headers: json, body: delivery.body };
    case 'old_timestamp':
      return signed(sign(seconds - 3600, delivery.body, secrets));
    case 'changed_body':
      return signed(sign(seconds, delivery.body, secrets), `${delivery.body} `);
    default:
      throw delivery.signature satisfies never;
  }
}
