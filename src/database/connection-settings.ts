/** Where a database is and how every session of Saldo with it behaves. */
import { types } from 'pg';
import type { ClientConfig } from 'pg';

/** Either an address (`connectionString`) or its parts; a `host` that begins with `/` is a socket folder. */
export type ConnectionSettings = Pick<
  ClientConfig,
  'connectionString' | 'host' | 'port' | 'user' | 'password' | 'database' | 'ssl'
>;

/** What each session must have, in the words of pg_settings; times are in milliseconds. */
export const sessionSettings = {
  statement_timeout: 15_000,
  lock_timeout: 5000,
  idle_in_transaction_session_timeout: 15_000,
  // Otherwise a killed client keeps its locks for as long as its statement runs.
  client_connection_check_interval: 5000,
  synchronous_commit: 'on',
  timezone: 'UTC',
  default_transaction_isolation: 'read committed',
} as const;

type SessionSettings = Readonly<Record<string, string | number>>;

/**
 * The settings of one `pg` client or pool: the address, the session settings in the start-up packet
 * (so without a round trip), and values as the house wants them.
 */
export function clientConfig(
  connection: ConnectionSettings,
  applicationName: string,
  settings: SessionSettings = sessionSettings,
): ClientConfig {
  const { connectionString, givenOptions } = withoutOptions(connection.connectionString);
  return {
    ...connection,
    ...(connectionString === undefined ? {} : { connectionString }),
    application_name: applicationName,
    keepAlive: true,
    options: `${givenOptions} ${startupOptions(settings)}`.trim(),
    types: { getTypeParser },
  };
}

function startupOptions(settings: SessionSettings): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${String(value).replaceAll(' ', String.raw`\ `)}`)
    .join(' ');
}

/** `pg` lets `?options=` of an address replace ours; so it is taken out and put before ours. */
function withoutOptions(address: string | undefined) {
  if (address === undefined || !URL.canParse(address)) {
    return { connectionString: address, givenOptions: '' };
  }
  const url = new URL(address);
  const givenOptions = url.searchParams.get('options') ?? '';
  if (givenOptions === '') return { connectionString: address, givenOptions };
  url.searchParams.delete('options');
  return { connectionString: url.href, givenOptions };
}

type Parser = (text: string) => unknown;

const builtInParser: (oid: number, format?: 'text' | 'binary') => Parser = types.getTypeParser;
const text: Parser = (value) => value;
const textArray: Parser = builtInParser(1009);

// Object identifiers of pg_type.dat: they are fixed for built-in types.
const parsers = new Map<number, Parser>([
  [20, BigInt],
  [1016, (value) => bigints(textArray(value))],
  [1082, text],
  [1182, textArray],
  [1114, text],
  [1115, textArray],
  [1700, text],
  [1231, textArray],
]);

function bigints(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bigints);
  return typeof value === 'string' ? BigInt(value) : value;
}

function getTypeParser(oid: number, format?: 'text' | 'binary'): Parser {
  const own = format === 'binary' ? undefined : parsers.get(oid);
  return own ?? builtInParser(oid, format);
}
