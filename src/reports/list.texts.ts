/** What the lists are called. */
import { texts } from '../core/texts.ts';

const en = {
  charge_types: 'Charge types',
  discounts: 'Discounts',
  services: 'Services',
  carts: 'Waiting in carts',
  discount_uses: 'Uses of discounts',
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
  charge_types: 'Tipi di pagamento',
  discounts: 'Sconti',
  services: 'Servizi',
  carts: 'In attesa nei carrelli',
  discount_uses: 'Usi degli sconti',
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
  charge_types: 'Tipos de pago',
  discounts: 'Descuentos',
  services: 'Servicios',
  carts: 'En espera en los carritos',
  discount_uses: 'Usos de los descuentos',
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
