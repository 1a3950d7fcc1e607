/** Opens a portal that is to be served or worked for. */
import type { Config } from '../config.ts';
import { checkStart } from '../portal/check-start.ts';
import { openPortal, type Portal } from '../portal/open-portal.ts';
import type { Terminal } from './command.ts';

/** Closes it again when it may not serve. */
export async function openToServe(config: Config, terminal: Terminal): Promise<Portal> {
  const portal = await openPortal(config, { say: terminal.say, migrate: false });
  try {
    await checkStart(portal);
    return portal;
  } catch (error) {
    await portal.close();
    throw error;
  }
}
