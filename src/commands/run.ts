/** Finds the command that was typed, runs it, and turns what went wrong into a line and an exit status. */
import { ConfigError } from '../config.ts';
import { Refusal } from '../core/errors.ts';
import { UsageError, type Command, type Terminal } from './command.ts';
import { commands, notYetAvailable } from './registry.ts';

/** Refusals that mean "say it differently", not "this cannot be done". */
const usageRefusals = new Set(['organisation_unknown', 'organisation_ambiguous']);

/** Errors whose message is a sentence for whoever typed the command. */
const plainErrors = new Set([
  'ServerRefused',
  'EmbeddedFailure',
  'MigrationRefused',
  'PortalAlreadyRunning',
  'PortTaken',
]);

/** @returns the exit status: 0 done, 1 refused or does not hold, 2 wrong usage or not available */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  // The command is the first words: an option's value further on is not one.
  const end = words.findIndex((word) => word.startsWith('-'));
  const typed = end < 0 ? words : words.slice(0, end);
  const command = findCommand(typed);
  const wantsHelp = words.includes('--help') || words.includes('-h');
  if (!command) return withoutCommand(typed, wantsHelp, terminal);
  if (wantsHelp) {
    terminal.out(`${command.summary}\n\nusage: saldo ${command.usage}`);
    return 0;
  }
  try {
    const perform = await command.load();
    return await perform(words.slice(command.name.split(' ').length), terminal);
  } catch (error) {
    return explain(error, command, terminal);
  }
}

function findCommand(typed: readonly string[]): Command | undefined {
  const two = typed.slice(0, 2).join(' ');
  return (
    commands.find((command) => command.name === two) ??
    commands.find((command) => command.name === typed[0])
  );
}

function withoutCommand(typed: readonly string[], wantsHelp: boolean, terminal: Terminal): number {
  const words = typed.slice(0, 2).join(' ');
  const later = notYetAvailable.find(
    (name) => words === name || words.startsWith(`${name} `) || typed[0] === name,
  );
  if (later) {
    terminal.say(`saldo ${later} is not available yet`);
    return 2;
  }
  const overview = [
    'usage: saldo COMMAND',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(18)} ${command.summary}`),
    '',
    'saldo COMMAND --help says more.',
  ].join('\n');
  if (wantsHelp) {
    terminal.out(overview);
    return 0;
  }
  terminal.say(
    typed.length === 0 ? overview : `saldo: there is no command ${words}; saldo --help lists them`,
  );
  return 2;
}

function explain(error: unknown, command: Command, terminal: Terminal): number {
  if (error instanceof UsageError) {
    terminal.say(`${error.message}\nusage: saldo ${command.usage}`);
    return 2;
  }
  if (error instanceof ConfigError) {
    terminal.say(error.message);
    return 2;
  }
  if (error instanceof Refusal) {
    terminal.say(error.detail);
    return usageRefusals.has(error.code) ? 2 : 1;
  }
  if (error instanceof Error && plainErrors.has(error.name)) {
    terminal.say(error.message);
    return 1;
  }
  const sentence = systemSentence(error);
  if (sentence === null) throw error;
  terminal.say(sentence);
  return 1;
}

/** What the machine says of a file, a folder or a connection, in one line. */
function systemSentence(error: unknown): string | null {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return null;
  // Classes 28 and 3D of SQLSTATE: a wrong account, and no such database.
  if (/^(?:28|3D)...$/.test(error.code)) return `the database refuses us: ${error.message}`;
  if (!/^E[A-Z]+$/.test(error.code)) return null;
  const isConnection = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT'];
  const what = isConnection.includes(error.code) ? 'the database does not answer: ' : '';
  return `${what}${error.message || error.code}`;
}
