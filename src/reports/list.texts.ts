/** What the lists are called. */
import { texts } from '../core/texts.ts';

const en = {
  payments: 'Payments',
  allocations: 'Lines of payments',
  dues: 'Dues',
  receipts: 'Receipts',
  refunds: 'Refunds',
  ledger: 'Ledger',
  mails: 'Mails',
  imports: 'Imports',
  payers: 'Payers',
  suspense: 'Money not placed',
  second_payments: 'Second payments',
  unresolved_attempts: 'Unknown outcomes',
  disputes: 'Disputes',
  audit: 'Who did what',
};

export type ListName = keyof typeof en;

const it: Record<ListName, string> = {
  payments: 'Pagamenti',
  allocations: 'Righe dei pagamenti',
  dues: 'Posizioni debitorie',
  receipts: 'Ricevute',
  refunds: 'Rimborsi',
  ledger: 'Libro contabile',
  mails: 'Messaggi',
  imports: 'Importazioni',
  payers: 'Pagatori',
  suspense: 'Somme da destinare',
  second_payments: 'Doppi pagamenti',
  unresolved_attempts: 'Esiti sconosciuti',
  disputes: 'Contestazioni',
  audit: 'Chi ha fatto che cosa',
};

const es: Record<ListName, string> = {
  payments: 'Pagos',
  allocations: 'Líneas de los pagos',
  dues: 'Deudas',
  receipts: 'Recibos',
  refunds: 'Devoluciones',
  ledger: 'Libro contable',
  mails: 'Mensajes',
  imports: 'Importaciones',
  payers: 'Pagadores',
  suspense: 'Cobros por aplicar',
  second_payments: 'Pagos duplicados',
  unresolved_attempts: 'Resultados desconocidos',
  disputes: 'Impugnaciones',
  audit: 'Quién hizo qué',
};

export const listTexts = texts<ListName>({ en, it, es });
