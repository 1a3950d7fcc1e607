/** Sees to it that one portal at a time runs on a database; a killed one makes room by itself. */
import { setTimeout as delay } from 'node:timers/promises';
import type { ConnectionSettings } from './connection-settings.ts';
import { callLock, locks, openLockSession } from './lock-session.ts';
import type { LockSession } from './lock-session.ts';

export type PortalClaim = { readonly release: () => Promise<void> };

/** Another portal has the database. */
export class PortalAlreadyRunning extends Error {
  constructor() {
    super('Another Saldo portal is already running on this data; stop it first.');
    this.name = 'PortalAlreadyRunning';
  }
}

/**
 * Claims the database for this portal until `release` or the end of the process.
 *
 * A claim that is lost with its connection is taken anew.
 * @param onTaken called when another portal took it meanwhile: this one must stop
 * @throws PortalAlreadyRunning when another portal still holds it after one second
 */
export async function claimPortal(
  connection: ConnectionSettings,
  onTaken: (error: PortalAlreadyRunning) => void,
): Promise<PortalClaim> {
  const state = { released: false };
  let client: LockSession;
  const claim = async () => {
    client = await takeClaim(connection, () => {
      if (!state.released) void reclaim();
    });
    client.unref();
  };
  const reclaim = async () => {
    while (!state.released) {
      try {
        await claim();
        return;
      } catch (error) {
        if (error instanceof PortalAlreadyRunning) return onTaken(error);
        // The server is restarting; nobody can take the claim before it is back.
        await delay(200);
      }
    }
  };
  await claim();
  return {
    release: async () => {
      state.released = true;
      client.ref();
      await client.end();
    },
  };
}

async function takeClaim(connection: ConnectionSettings, onLost: () => void): Promise<LockSession> {
  const client = await openLockSession(connection, 'saldo portal claim');
  try {
    // The server may take a moment to notice that the process which held the claim was killed.
    for (let tries = 0; tries < 20; tries += 1) {
      if (await callLock(client, 'pg_try_advisory_lock', locks.portal)) {
        client.once('end', onLost);
        return client;
      }
      await delay(50);
    }
    throw new PortalAlreadyRunning();
  } catch (error) {
    await client.end();
    throw error;
  }
}
