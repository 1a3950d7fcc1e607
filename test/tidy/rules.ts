/** What the tidy rules allow by name: each entry is a decision, with its reason where it is not plain. */

/** Each hides a decision about where a thing belongs. */
export const bannedNames = [
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'misc',
  'shared',
  'lib',
  'manager',
  'service',
  'handler',
  'base',
  'types',
  'constants',
  'interfaces',
];

/** Files that may read the environment; tests and scripts may too. */
export const environmentReaders = ['src/config.ts', 'sandbox/config.ts'];

/** Files that may ask the machine for the time. */
export const clocks = ['src/core/clock.ts', 'sandbox/clock.ts', 'bench/machine/stopwatch.ts'];

/** Files that may ask the machine for randomness, with what for. */
export const randomSources: Readonly<Record<string, string>> = {
  'src/core/id.ts': 'identifiers and tokens',
  'src/core/sealing.ts': 'the nonce of each sealed secret, which no caller may choose',
  'src/portal/key.ts': "the portal's key, once per data folder",
  'src/database/transaction.ts': 'how long to wait before repeating; tests pass their own',
  'sandbox/id.ts': "the sandbox's identifiers; tests pass their own",
};

/** Files that may vouch for markup that the template did not make, with why it is safe. */
export const markupVouchers: Readonly<Record<string, string>> = {
  'src/web/html.ts': 'defines it',
};

/** Of a file; tables, texts and migrations may have more. */
export const mostLines = 400;

/** Whatever names a machine, a registry or a session has no place in the repository. */
export const machineTraces = [
  /\/(?:root|home\/[a-z]\w*|Users\/\w+)\//,
  /\/work\/(?:main|wt|shared|briefs)\b/,
  /\/tmp\/(?!saldo)[\w-]+/,
  /https?:\/\/registry\.(?!npmjs\.org)/,
  /https?:\/\/[\w.-]*(?:artifactory|nexus|verdaccio)[\w.-]*/i,
];

/** Files that write minor units as a number, with how they make sure that it is a safe one. */
export const minorUnitWriters: Readonly<Record<string, string>> = {
  'src/providers/sandbox/requests.ts': 'JSON has no bigint; it throws unless the number is safe',
};

/** Tests that wait for a time because time itself is what they are about. */
export const clockWaiters: Readonly<Record<string, string>> = {};

/** Packages that no file of ours imports, with what uses them instead. */
export const usedWithoutImport: Readonly<Record<string, string>> = {
  node: 'runs everything',
  typescript: 'scripts/check.ts runs tsc',
  'oxlint-tsgolint': 'oxlint runs it',
  'bootstrap-italia': 'src/web/styles.ts reads its folder',
};

/** Files that nothing imports outside tests, with why they are there. */
export const usedByNobody: Readonly<Record<string, string>> = {
  'src/main.ts': 'the command line begins here',
  'sandbox/main.ts': 'the sandbox begins here',
  'prove/main.ts': 'the proof begins here',
  'prove/one-part.ts': 'the process of one part of the proof begins here',
  'bench/main.ts': 'npm run bench begins here',
  'bench/dues-import/import-process.ts': 'forked by bench/dues-import/index.ts',
  'bench/lists/export-process.ts': 'run by bench/lists/export-payments.ts',
  'bench/load/load-process.ts': 'forked by bench/load/start-load-process.ts',
  'bench/town/hello-process.ts': 'forked by bench/town/start-hello-process.ts',
  'src/web/serve-gallery.ts': 'shows the pages with samples; opened by tests in a browser',
};
