/** Settings: the environment read once, checked, and given names, units and defaults. */
import { z } from 'zod';
import { crashPoints, type CrashAt } from './core/crash-points.ts';
import { readSecretFiles } from './secret-files.ts';

const port = z.coerce.number().int().min(0).max(65535);

const postgresAddress = z.string().refine(
  // An address without a host means a socket; the standard of addresses knows none such.
  (text) => /^postgres(?:ql)?:/.test(text) && URL.canParse(text.replace('@/', '@localhost/')),
  'must be an address such as postgresql://user:secret@host:5432/database',
);

const secretFile = (name: string) =>
  z.string().optional().describe(`A file that holds ${name}, instead of it.`);

/** Every setting with what it is for; `docs/reference/settings.md` is made from it. */
export const settingsSchema = z.object({
  HOST: z.string().default('127.0.0.1').describe('Address the portal listens on.'),
  PORT: port.default(3000).describe('Port of the portal.'),
  SALDO_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Public address of the portal; http://localhost:PORT when unset. `https` switches on Secure cookies and HSTS.',
    ),
  SALDO_DATA: z
    .string()
    .default('./data')
    .describe('Folder of the portal: embedded database, mailbox, keys.'),
  DATABASE_URL: postgresAddress
    .optional()
    .describe('PostgreSQL 15 or newer; when unset, an embedded one is started in the data folder.'),
  DATABASE_URL_FILE: secretFile('DATABASE_URL'),
  DATABASE_MIGRATION_URL: postgresAddress
    .optional()
    .describe('The same database as the owner of its tables, where that is another account.'),
  DATABASE_MIGRATION_URL_FILE: secretFile('DATABASE_MIGRATION_URL'),
  SANDBOX_PORT: port.default(3001).describe('Port of the sandbox provider.'),
  MAILBOX_PORT: port.default(3002).describe('Port of the page of the local mailbox.'),
  METRICS_PORT: port
    .optional()
    .describe('Port of the figures for Prometheus, on loopback only; when unset, there are none.'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe(
      'Mail server, such as smtp://user:secret@mail.example:587; when unset, the local mailbox of the demo.',
    ),
  SMTP_URL_FILE: secretFile('SMTP_URL'),
  MAIL_FROM: z
    .string()
    .default('receipts@saldo.invalid')
    .describe('Sender of the mails where an organisation names none.'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('How much is logged.'),
  SALDO_KEY: z
    .base64()
    .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64')
    .optional()
    .describe(
      'Key that seals provider secrets at rest: 32 bytes in base64; when unset, kept in the data folder.',
    ),
  SALDO_KEY_FILE: secretFile('SALDO_KEY'),
  SALDO_SEALS: z
    .string()
    .optional()
    .describe(
      'File outside the database in which the last seals of audit and ledger are noted; `seals.jsonl` in the data folder when unset.',
    ),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .describe('Addresses or networks, separated by commas, whose X-Forwarded-For is believed.'),
  LEASE_SECONDS: z.coerce
    .number()
    .min(0.1)
    .max(600)
    .default(30)
    .describe('How long a worker that vanished keeps its work from others.'),
  STOP_DELAY_SECONDS: z.coerce
    .number()
    .min(0)
    .max(20)
    .default(1)
    .describe(
      'How long a portal that was told to stop still accepts while it says that it is not ready, so that load balancers turn away.',
    ),
  MOST_TOGETHER: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(64)
    .describe(
      'How much of what comes at the same time is recorded in one transaction at most; with 1 each has its own.',
    ),
  CRASH_AT: z
    .string()
    .optional()
    .describe(
      'For tests: a crash point and which time it is reached, such as `start.after_commit:1`.',
    ),
});

export type Config = {
  readonly host: string;
  readonly port: number;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  readonly migrationUrl: string | null;
  readonly sandboxPort: number;
  readonly mailboxPort: number;
  readonly metricsPort: number | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly logLevel: string;
  readonly key: Uint8Array | null;
  readonly sealsFile: string | null;
  readonly trustedProxies: readonly string[];
  readonly leaseSeconds: number;
  readonly stopDelayMs: number;
  readonly mostTogether: number;
  readonly crashAt: CrashAt | null;
};

/** A setting is wrong; the message names each one and never its value. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

/** @throws ConfigError */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const present = presentIn(environment);
  const secrets = readSecretFiles(present);
  const parsed = settingsSchema.safeParse({ ...present, ...secrets.values });
  const issues = parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const problems = [...secrets.problems, ...(issues ?? [])];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const settings = parsed.data;
  return {
    host: settings.HOST,
    port: settings.PORT,
    publicUrl: (settings.SALDO_URL ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, ''),
    dataFolder: settings.SALDO_DATA,
    databaseUrl: settings.DATABASE_URL ?? null,
    migrationUrl: settings.DATABASE_MIGRATION_URL ?? null,
    sandboxPort: settings.SANDBOX_PORT,
    mailboxPort: settings.MAILBOX_PORT,
    metricsPort: settings.METRICS_PORT ?? null,
    smtpUrl: settings.SMTP_URL ?? null,
    mailFrom: settings.MAIL_FROM,
    logLevel: settings.LOG_LEVEL,
    key: settings.SALDO_KEY ? Buffer.from(settings.SALDO_KEY, 'base64') : null,
    sealsFile: settings.SALDO_SEALS ?? null,
    trustedProxies: settings.TRUSTED_PROXIES.split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
    leaseSeconds: settings.LEASE_SECONDS,
    stopDelayMs: settings.STOP_DELAY_SECONDS * 1000,
    mostTogether: settings.MOST_TOGETHER,
    crashAt: settings.CRASH_AT ? readCrashPoint(settings.CRASH_AT) : null,
  };
}

/** Settings that have a value: an empty one counts as unset. */
function presentIn(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}

function readCrashPoint(text: string): CrashAt {
  const [name, time = '1'] = text.split(':');
  const point = crashPoints.find((known) => known === name);
  if (!point || !/^\d+$/.test(time)) throw new ConfigError(['CRASH_AT: no such crash point']);
  return { point, time: Number(time) };
}

/** The environment for a process of the house, with some settings changed. */
export function environmentWith(changes: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}
