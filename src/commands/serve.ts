/** `serve`: the portal alone, for real deployments. */
import { readConfig } from '../config.ts';
import { loadAssets } from '../web/assets.ts';
import { createServer } from '../web/server.ts';
import { addOffice } from '../office/index.ts';
import { listenOn } from '../web/listen.ts';
import { prepareStop } from '../web/stop-server.ts';
import type { Run } from './command.ts';
import { openToServe } from './open-to-serve.ts';
import { parseArguments } from './parse-arguments.ts';
import { untilStopped } from './until-stopped.ts';

export const serve: Run = async (args, terminal) => {
  parseArguments(args, {});
  const config = readConfig();
  const stopped = untilStopped(terminal);
  const portal = await openToServe(config, terminal);
  const stopping = new AbortController();
  const server = await createServer(portal.context, await loadAssets(), {
    trustedProxies: config.trustedProxies,
    health: portal.health,
    stopping: stopping.signal,
    beside: [addOffice],
  });
  const stopServer = prepareStop(server);
  await portal.serveMetrics();
  await listenOn(server, config, 'PORT');
  terminal.say(`portal: ${config.publicUrl} (database: ${portal.databaseSentence})`);
  await stopped;
  portal.health.stop();
  await stopServer({ stopping, delayMs: config.stopDelayMs });
  await portal.close();
  return 0;
};
