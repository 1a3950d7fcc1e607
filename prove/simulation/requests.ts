/** A request to a virtual process: what comes of it, whoever dies meanwhile. */
import { Refusal } from '../../src/core/errors.ts';
import { CommitUnknown } from '../../src/database/database.ts';
import { NotificationRejected, ProviderUnreachable } from '../../src/providers/provider.ts';
import { PlantedError } from './database-faults.ts';
import type { PortalProcess } from './portal-process.ts';
import { ProcessDied } from './port-call.ts';
import { note, type World } from './world.ts';

/** `refused`: the portal said no; `failed`: an error page; `no_answer`: the connection broke. */
export type Answer =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused' | 'failed' | 'no_answer'; readonly error: unknown };

/** Gives a process something to do; `onEnd` is called once. */
export function ask(
  world: World,
  portal: PortalProcess,
  name: string,
  body: () => Promise<void>,
  onEnd: (answer: Answer) => void,
): void {
  const { process } = portal;
  const request = {
    process,
    onDeath: () => onEnd({ kind: 'no_answer', error: new ProcessDied('somewhere else') }),
  };
  world.requests.add(request);
  const end = (answer: Answer): void => {
    if (process.isDead || !world.requests.delete(request)) return;
    onEnd(answer);
  };
  void world.scheduler.within(process, name, async () => {
    try {
      await body();
      end({ kind: 'done' });
    } catch (error) {
      end({ kind: error instanceof Refusal ? 'refused' : 'failed', error });
      if (!process.isDead && !isExpected(error)) {
        note(
          world,
          'crashed',
          `${name}: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
  });
}

/** What a planted fault may lead to; anything else is an error of the portal's own. */
function isExpected(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each instanceof PlantedError || each instanceof Refusal) return true;
    if (each instanceof CommitUnknown || each instanceof ProviderUnreachable) return true;
    if (each instanceof NotificationRejected || each instanceof ProcessDied) return true;
    if (each.message.startsWith('COMMIT answered ROLLBACK')) return true;
  }
  return false;
}
