/** The commands there are, and those that are promised and not built yet. */
import type { Command } from './command.ts';

/** What a command needs is loaded when it is called: a worker starts without the pages, and help without anything. */
export const commands: readonly Command[] = [
  {
    name: 'demo',
    summary: 'run everything at once, with demo organisations',
    usage: 'demo',
    load: async () => (await import('./demo.ts')).demo,
  },
  {
    name: 'serve',
    summary: 'run the portal alone',
    usage: 'serve',
    load: async () => (await import('./serve.ts')).serve,
  },
  {
    name: 'work',
    summary: 'run the worker alone: provider questions, receipts, mails',
    usage: 'work',
    load: async () => (await import('./work.ts')).work,
  },
  {
    name: 'migrate',
    summary: 'bring the database up to date',
    usage: 'migrate',
    load: async () => (await import('./migrate.ts')).migrate,
  },
  {
    name: 'import invoices',
    summary: 'load electronic invoices (FatturaPA .xml, .p7m, or a .zip of them)',
    usage: 'import invoices FILE… [--organisation SLUG] [--dry-run] [--replace] [--json]',
    load: async () => (await import('./import-invoices.ts')).importInvoicesCommand,
  },
  {
    name: 'import dues',
    summary: 'load dues (CSV or JSON lines)',
    usage:
      'import dues FILE… --organisation SLUG [--dry-run] [--replace] [--only-good] [--failed-rows FOLDER] [--column NAME=COLUMN]… [--decimal comma|dot] [--encoding ENCODING] [--json]',
    load: async () => (await import('./import-dues.ts')).importDuesCommand,
  },
  {
    name: 'organisation add',
    summary: 'add an organisation that collects',
    usage: 'organisation add SLUG --name NAME --tax-id ID… [--test]',
    load: async () => (await import('./organisation.ts')).organisationAdd,
  },
  {
    name: 'organisation set',
    summary: "change an organisation's settings",
    usage: 'organisation set SLUG FILE',
    load: async () => (await import('./organisation.ts')).organisationSet,
  },
  {
    name: 'services load',
    summary: 'put services and what is charged under them up from a file, or change them',
    usage: 'services load FILE --organisation SLUG',
    load: async () => (await import('./services.ts')).servicesLoad,
  },
  {
    name: 'staff add',
    summary: 'let somebody into the back office; prints a one-time link',
    usage:
      'staff add EMAIL --organisation SLUG --role administrator|accounting|operator|support|auditor [--name NAME] [--json]',
    load: async () => (await import('./staff.ts')).staffAdd,
  },
  {
    name: 'export payments',
    summary: 'write every payment of a period with its details',
    usage:
      'export payments --organisation SLUG --from DATE --to DATE --format csv|xlsx|json [--out FILE]',
    load: async () => (await import('./export-payments.ts')).exportPayments,
  },
  {
    name: 'verify',
    summary: 'check every invariant of the books, and the seals noted outside the database',
    usage: 'verify [--seals FILE]… [--json]',
    load: async () => (await import('./verify.ts')).verify,
  },
  {
    name: 'attention',
    summary:
      'list what needs a person: second payments, unknown and conflicting outcomes, failed mails',
    usage: 'attention [--organisation SLUG] [--json]',
    load: async () => (await import('./attention.ts')).attention,
  },
  {
    name: 'reconcile',
    summary: 'after a restore: find at the providers what the database has forgotten',
    usage: 'reconcile [--json]',
    load: async () => (await import('./reconcile.ts')).reconcile,
  },
  {
    name: 'seals accept',
    summary: 'after a restore: accept that the chains do not agree with what was noted of them',
    usage: 'seals accept --reason TEXT [--seals FILE]…',
    load: async () => (await import('./seals.ts')).sealsAccept,
  },
  {
    name: 'payment show',
    summary: "show a payment's whole story",
    usage: 'payment show PAYMENT --organisation SLUG',
    load: async () => (await import('./payment.ts')).paymentShow,
  },
  {
    name: 'payment ask',
    summary: 'ask the provider again about every attempt of a payment',
    usage: 'payment ask PAYMENT --organisation SLUG',
    load: async () => (await import('./payment.ts')).paymentAsk,
  },
  {
    name: 'payment return',
    summary: 'give back money that was set aside, to where it came from',
    usage: 'payment return SUSPENSE_ITEM --organisation SLUG --reason TEXT',
    load: async () => (await import('./payment.ts')).paymentReturn,
  },
  {
    name: 'receipt resend',
    summary: 'send a receipt again, to a corrected address if need be',
    usage: 'receipt resend PAYMENT --organisation SLUG [--email ADDRESS]',
    load: async () => (await import('./payment.ts')).receiptResend,
  },
];

/** Answered with exit status 2 and one line that says so. */
export const notYetAvailable: readonly string[] = ['import statement'];
