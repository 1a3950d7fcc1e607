/** The commands there are, and those that are promised and not built yet. */
import type { Command } from './command.ts';
import { attention } from './attention.ts';
import { demo } from './demo.ts';
import { exportPayments } from './export-payments.ts';
import { importInvoicesCommand } from './import-invoices.ts';
import { migrateCommand } from './migrate.ts';
import { organisationAdd, organisationSet } from './organisation.ts';
import { paymentAsk, paymentReturn, paymentShow, receiptResend } from './payment.ts';
import { reconcile } from './reconcile.ts';
import { serve, work } from './serve.ts';
import { sealsAccept } from './seals.ts';
import { staffAdd } from './staff.ts';
import { verify } from './verify.ts';

export const commands: readonly Command[] = [
  demo,
  serve,
  work,
  migrateCommand,
  importInvoicesCommand,
  organisationAdd,
  organisationSet,
  staffAdd,
  exportPayments,
  verify,
  attention,
  reconcile,
  sealsAccept,
  paymentShow,
  paymentAsk,
  paymentReturn,
  receiptResend,
];

/** Answered with exit status 2 and one line that says so. */
export const notYetAvailable: readonly string[] = ['import dues', 'import statement'];
