/** Stops the database servers that tests which were killed have left running. */
import { glob } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readPidFile } from '../../src/database/embedded/running.ts';
import { stopServer } from '../../src/database/embedded/server-process.ts';

/** Stops every server whose cluster is somewhere below `folder`. */
export async function stopServersBelow(folder: string): Promise<void> {
  for await (const file of glob('**/postmaster.pid', { cwd: folder })) {
    const found = readPidFile(dirname(join(folder, file)));
    if (found.kind === 'running') await stopServer(found.server.pid);
    if (found.kind === 'starting') await stopServer(found.pid);
  }
}
