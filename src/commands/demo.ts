/** `demo`: what `npm start` runs. */
import { readConfig } from '../config.ts';
import { runDemo } from '../demo/run-demo.ts';
import type { Run } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { untilStopped } from './until-stopped.ts';

export const demo: Run = async (args, terminal) => {
  parseArguments(args, {});
  const stopped = untilStopped(terminal);
  const lost = Promise.withResolvers<string>();
  const running = await runDemo(readConfig(), terminal.say, lost.resolve);
  const reason = await Promise.race([stopped, lost.promise]);
  if (reason) terminal.say(reason);
  terminal.say('stopping');
  await running.stop();
  return reason ? 1 : 0;
};
