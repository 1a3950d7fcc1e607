/** `migrate`: brings the database up to date. */
import type { Command } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { withPortal } from './with-portal.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'bring the database up to date',
  usage: 'migrate',
  run: async (args, terminal) => {
    parseArguments(args, {});
    await withPortal(terminal, async (portal) =>
      terminal.out(`up to date: ${portal.databaseSentence}`),
    );
    return 0;
  },
};
