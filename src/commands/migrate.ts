/** `migrate`: brings the database up to date. */
import type { Run } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { withPortal } from './with-portal.ts';

export const migrate: Run = async (args, terminal) => {
  parseArguments(args, {});
  await withPortal(terminal, async (portal) =>
    terminal.out(`up to date: ${portal.databaseSentence}`),
  );
  return 0;
};
