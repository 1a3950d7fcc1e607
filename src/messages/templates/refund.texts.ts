/** The words of the mail that tells that money has been given back. */
import { texts } from '../../core/texts.ts';

export const refundTexts = texts({
  en: {
    payer_subject: '{amount} given back by {organisation}',
    payer_received: '{organisation} has given {amount} back to you.',
    card: 'The money goes to the card you paid with. Depending on the bank it takes a few working days to show.',
    bank: 'The money goes to your bank account by transfer. Depending on the bank it takes a few working days to show.',
    till: 'The money was paid out to you at the counter.',
    organisation_subject: 'Refund of {amount} to a payer: {payment}',
    organisation_received: '{amount} has been given back to a payer.',
    organisation_next:
      'If you do not know of this refund, look at who ordered it in the administration pages at once.',
    reason: 'Reason',
    refund_id: 'Refund',
    owed_again: '{amount} for “{about}”: this amount is to be paid again.',
    settled_otherwise: '{amount} for “{about}”: nothing of this amount is to be paid any more.',
    second_payment: '{amount} of a second payment.',
  },
  it: {
    payer_subject: '{organisation} Le ha restituito {amount}',
    payer_received: '{organisation} Le ha restituito {amount}.',
    card: 'La somma torna sulla carta con cui ha pagato. A seconda della banca, possono servire alcuni giorni lavorativi prima che compaia.',
    bank: 'La somma arriva con bonifico sul Suo conto. A seconda della banca, possono servire alcuni giorni lavorativi prima che compaia.',
    till: 'La somma Le è stata consegnata allo sportello.',
    organisation_subject: 'Rimborso di {amount} a un pagatore: {payment}',
    organisation_received: 'Sono stati restituiti {amount} a un pagatore.',
    organisation_next:
      'Se questo rimborso non Le risulta, verifichi subito nelle pagine di amministrazione chi lo ha disposto.',
    reason: 'Motivo',
    refund_id: 'Rimborso',
    owed_again: '{amount} per «{about}»: questo importo è di nuovo da pagare.',
    settled_otherwise: '{amount} per «{about}»: di questo importo non è più dovuto nulla.',
    second_payment: '{amount} di un secondo pagamento.',
  },
  es: {
    payer_subject: '{organisation} le ha devuelto {amount}',
    payer_received: '{organisation} le ha devuelto {amount}.',
    card: 'El dinero vuelve a la tarjeta con la que pagó. Según el banco, puede tardar unos días hábiles en aparecer.',
    bank: 'El dinero llega a su cuenta por transferencia. Según el banco, puede tardar unos días hábiles en aparecer.',
    till: 'El dinero se le entregó en ventanilla.',
    organisation_subject: 'Devolución de {amount} a un pagador: {payment}',
    organisation_received: 'Se han devuelto {amount} a un pagador.',
    organisation_next:
      'Si no tiene constancia de esta devolución, compruebe enseguida en las páginas de administración quién la ordenó.',
    reason: 'Motivo',
    refund_id: 'Devolución',
    owed_again: '{amount} por «{about}»: este importe vuelve a estar pendiente de pago.',
    settled_otherwise: '{amount} por «{about}»: de este importe ya no hay que pagar nada.',
    second_payment: '{amount} de un segundo pago.',
  },
});
