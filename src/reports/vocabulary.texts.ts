/** The values of states and choices in words. */
import { texts, type Language } from '../core/texts.ts';

const en = {
  'yes_no:yes': 'yes',
  'yes_no:no': 'no',
  'delivery:sent': 'Accepted by the mail server',
  'delivery:rejected': 'Rejected',
  'delivery:temporary': 'Not accepted for now',
  'actor:payer': 'Payer',
  'actor:provider': 'Provider',
  'actor:worker': 'Portal',
  'actor:portal': 'Portal',
  'payment_state:open': 'Open',
  'payment_state:paid': 'Paid',
  'payment_state:set_aside': 'Set aside',
  'due_state:open': 'To be paid',
  'due_state:partly_settled': 'Partly paid',
  'due_state:settled': 'Paid',
  'due_state:withdrawn': 'Withdrawn',
  'collectable:by_payer': 'By the payer',
  'collectable:direct_debit': 'By direct debit',
  'collectable:treasury': 'By the treasury',
  'method:card': 'Card',
  'method:counter': 'Counter',
  'refund_state:requested': 'Requested',
  'refund_state:processing': 'Under way',
  'refund_state:unknown': 'Outcome unknown',
  'refund_state:succeeded': 'Given back',
  'refund_state:failed': 'Failed',
  'mail_state:queued': 'Waiting',
  'mail_state:sent': 'Sent',
  'mail_state:failed': 'Could not be sent',
  'template:receipt-for-payer': 'Receipt',
  'template:notice-for-organisation': 'Notice of a payment',
  'template:second-payment': 'Second payment',
  'template:unresolved': 'Unknown outcome',
  'suspense_state:waiting': 'Waiting',
  'suspense_state:returned': 'Given back',
  'suspense_state:resolved': 'Used otherwise',
  'suspense_reason:already_settled': 'Paid a second time',
  'suspense_reason:withdrawn': 'Nothing was owed any more',
  'suspense_reason:amount_conflict': 'Other amount than asked',
  'suspense_reason:refund_came_back': 'A refund came back',
  'suspense_reason:dispute_returned': 'A disputed amount came back',
  'attempt_state:created': 'Begun',
  'attempt_state:action_required': 'With the payer',
  'attempt_state:processing': 'Under way',
  'attempt_state:unknown': 'Outcome unknown',
  'attempt_state:succeeded': 'Succeeded',
  'attempt_state:failed': 'Refused',
  'attempt_state:cancelled': 'Cancelled',
  'attempt_state:expired': 'Expired',
  'attempt_state:conflicted': 'Amounts differ',
};

export type VocabularyKey = keyof typeof en;

const it: Record<VocabularyKey, string> = {
  'yes_no:yes': 'sì',
  'yes_no:no': 'no',
  'delivery:sent': 'Accettato dal server di posta',
  'delivery:rejected': 'Respinto',
  'delivery:temporary': 'Non accettato per ora',
  'actor:payer': 'Pagatore',
  'actor:provider': 'Gestore',
  'actor:worker': 'Portale',
  'actor:portal': 'Portale',
  'payment_state:open': 'In corso',
  'payment_state:paid': 'Pagato',
  'payment_state:set_aside': 'Da destinare',
  'due_state:open': 'Da pagare',
  'due_state:partly_settled': 'Pagata in parte',
  'due_state:settled': 'Pagata',
  'due_state:withdrawn': 'Annullata',
  'collectable:by_payer': 'Dal debitore',
  'collectable:direct_debit': 'Con addebito diretto',
  'collectable:treasury': 'Dalla tesoreria',
  'method:card': 'Carta',
  'method:counter': 'Sportello',
  'refund_state:requested': 'Richiesto',
  'refund_state:processing': 'In corso',
  'refund_state:unknown': 'Esito sconosciuto',
  'refund_state:succeeded': 'Rimborsato',
  'refund_state:failed': 'Non riuscito',
  'mail_state:queued': 'In attesa',
  'mail_state:sent': 'Inviato',
  'mail_state:failed': 'Non inviato',
  'template:receipt-for-payer': 'Quietanza',
  'template:notice-for-organisation': 'Avviso di pagamento ricevuto',
  'template:second-payment': 'Secondo pagamento',
  'template:unresolved': 'Esito sconosciuto',
  'suspense_state:waiting': 'Da destinare',
  'suspense_state:returned': 'Restituito',
  'suspense_state:resolved': 'Destinato altrimenti',
  'suspense_reason:already_settled': 'Pagato due volte',
  'suspense_reason:withdrawn': 'Non era più dovuto',
  'suspense_reason:amount_conflict': 'Importo diverso dal richiesto',
  'suspense_reason:refund_came_back': 'Un rimborso tornato indietro',
  'suspense_reason:dispute_returned': 'Una somma contestata resa',
  'attempt_state:created': 'Avviato',
  'attempt_state:action_required': 'In attesa del pagatore',
  'attempt_state:processing': 'In elaborazione',
  'attempt_state:unknown': 'Esito sconosciuto',
  'attempt_state:succeeded': 'Riuscito',
  'attempt_state:failed': 'Rifiutato',
  'attempt_state:cancelled': 'Annullato',
  'attempt_state:expired': 'Scaduto',
  'attempt_state:conflicted': 'Importi discordanti',
};

const es: Record<VocabularyKey, string> = {
  'yes_no:yes': 'sí',
  'yes_no:no': 'no',
  'delivery:sent': 'Aceptado por el servidor de correo',
  'delivery:rejected': 'Rechazado',
  'delivery:temporary': 'No aceptado por ahora',
  'actor:payer': 'Pagador',
  'actor:provider': 'Proveedor',
  'actor:worker': 'Portal',
  'actor:portal': 'Portal',
  'payment_state:open': 'Abierto',
  'payment_state:paid': 'Pagado',
  'payment_state:set_aside': 'Por aplicar',
  'due_state:open': 'Por pagar',
  'due_state:partly_settled': 'Pagada en parte',
  'due_state:settled': 'Pagada',
  'due_state:withdrawn': 'Anulada',
  'collectable:by_payer': 'Por el deudor',
  'collectable:direct_debit': 'Por domiciliación',
  'collectable:treasury': 'Por la tesorería',
  'method:card': 'Tarjeta',
  'method:counter': 'Ventanilla',
  'refund_state:requested': 'Solicitada',
  'refund_state:processing': 'En curso',
  'refund_state:unknown': 'Resultado desconocido',
  'refund_state:succeeded': 'Devuelta',
  'refund_state:failed': 'Fallida',
  'mail_state:queued': 'En espera',
  'mail_state:sent': 'Enviado',
  'mail_state:failed': 'No enviado',
  'template:receipt-for-payer': 'Justificante',
  'template:notice-for-organisation': 'Aviso de pago recibido',
  'template:second-payment': 'Segundo pago',
  'template:unresolved': 'Resultado desconocido',
  'suspense_state:waiting': 'Por aplicar',
  'suspense_state:returned': 'Devuelto',
  'suspense_state:resolved': 'Destinado de otra forma',
  'suspense_reason:already_settled': 'Pagado dos veces',
  'suspense_reason:withdrawn': 'Ya no se debía',
  'suspense_reason:amount_conflict': 'Importe distinto del solicitado',
  'suspense_reason:refund_came_back': 'Una devolución que volvió',
  'suspense_reason:dispute_returned': 'Un importe impugnado devuelto',
  'attempt_state:created': 'Iniciado',
  'attempt_state:action_required': 'Pendiente del pagador',
  'attempt_state:processing': 'En proceso',
  'attempt_state:unknown': 'Resultado desconocido',
  'attempt_state:succeeded': 'Correcto',
  'attempt_state:failed': 'Rechazado',
  'attempt_state:cancelled': 'Cancelado',
  'attempt_state:expired': 'Caducado',
  'attempt_state:conflicted': 'Importes discordantes',
};

const vocabularyTexts = texts<VocabularyKey>({ en, it, es });

export type Vocabulary =
  | 'actor'
  | 'delivery'
  | 'attempt_state'
  | 'collectable'
  | 'due_state'
  | 'mail_state'
  | 'method'
  | 'payment_state'
  | 'refund_state'
  | 'suspense_reason'
  | 'suspense_state'
  | 'template'
  | 'yes_no';

/** The value in words; a value that has none yet stands for itself. */
export function valueText(vocabulary: Vocabulary, value: string, language: Language): string {
  const key = `${vocabulary}:${value}`;
  return isVocabularyKey(key) ? vocabularyTexts(language)(key) : value;
}

function isVocabularyKey(key: string): key is VocabularyKey {
  return Object.hasOwn(en, key);
}
