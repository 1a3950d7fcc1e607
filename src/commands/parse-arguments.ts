/** Reads the arguments of a command: options by name, the rest in order. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { UsageError } from './command.ts';

/**
 * @param most how many arguments without a name the command takes
 * @throws UsageError for an option that is not known or has no value, and for arguments too many
 */
export function parseArguments<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  most = 0,
) {
  const parsed = parse(args, options);
  const [surplus] = parsed.positionals.slice(most);
  if (surplus !== undefined) throw new UsageError(`${surplus}: one argument too many`);
  return parsed;
}

function parse<Options extends ParseArgsOptionsConfig>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const unknown = /^Unknown option '([^']+)'/.exec(error instanceof Error ? error.message : '');
    throw new UsageError(unknown ? `there is no option ${unknown[1]}` : String(error), {
      cause: error,
    });
  }
}
