/** What a browser is asked to sign with a passkey: signed by us and short-lived, so that asking writes nothing. */
import type { Clock } from '../core/clock.ts';
import type { Ids } from '../core/id.ts';
import { keyedDigest, sameDigest, type PortalKey } from '../core/sealing.ts';

type Means = { readonly clock: Clock; readonly ids: Ids; readonly key: PortalKey };

const livesMs = 5 * 60_000;

export function makeChallenge({ clock, ids, key }: Means): string {
  const text = `${ids.token()}.${clock.now().getTime() + livesMs}`;
  return `${text}.${keyedDigest(key, 'sign-in', text)}`;
}

/** Whether a challenge is one of ours and not too old; it is for the caller to take it once. */
export function isOurChallenge({ clock, key }: Means, challenge: string): boolean {
  const [random = '', until = '', signature = ''] = challenge.split('.');
  return (
    sameDigest(signature, keyedDigest(key, 'sign-in', `${random}.${until}`)) &&
    Number(until) > clock.now().getTime()
  );
}
