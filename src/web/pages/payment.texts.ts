/** Words of the payment page; each state says whether money moved, why, and what to do now. */
import { texts } from '../../core/texts.ts';

export const paymentTexts = texts({
  it: {
    summary: 'Riepilogo',
    to_pay: 'Importo',
    payee: 'A favore di',
    pays: 'Che cosa paga',
    invoice_item: 'Fattura {reason}',
    reference: 'Riferimento del pagamento',
    assistance: 'Chieda assistenza per questo pagamento',
    save_address:
      'Può chiudere e riaprire questa pagina quando vuole: l’indirizzo resta lo stesso.',
    choose_title: 'Conferma il pagamento',
    choose_lead: 'Controlli l’importo e scelga come pagare.',
    changed_title: 'L’importo è cambiato',
    changed:
      'Prima era {before}, ora è {now}: il fornitore ha aggiornato la fattura. Non è stato addebitato nulla.',
    method: 'Come vuole pagare',
    card: 'Carta di credito, debito o prepagata',
    card_text: 'I dati della carta si scrivono sul sito protetto del gestore dei pagamenti.',
    brands: 'Carte accettate',
    no_fee: 'Nessuna commissione: paga esattamente l’importo indicato.',
    email: 'E-mail per la ricevuta (facoltativa)',
    email_hint: 'La ricevuta sarà comunque disponibile in questa pagina.',
    terms_before: 'Ho letto e accetto i ',
    terms_link: 'termini e condizioni',
    new_tab: '(si apre in un’altra scheda)',
    terms_after: ' del pagamento.',
    pay_now: 'Paga ora {amount}',
    starting_title: 'Stiamo preparando il pagamento',
    starting_money: 'Non è stato ancora addebitato nulla.',
    starting_next:
      'Tra qualche istante si aprirà il sito del gestore dei pagamenti. Non chiuda questa pagina.',
    provider_title: 'Concluda il pagamento',
    provider_money: 'Non risulta ancora alcun addebito.',
    provider_next:
      'La pagina protetta del gestore dei pagamenti è aperta: scriva lì i dati della carta. Quando avrà finito, l’esito comparirà qui.',
    provider_continue: 'Vai al sito del pagamento',
    provider_cancel: 'Annulla il pagamento',
    provider_cancel_text:
      'Ha cambiato idea? Annullando, la pagina del gestore si chiude e non le sarà addebitato nulla.',
    processing_title: 'Pagamento in elaborazione',
    processing_money: 'Il gestore dei pagamenti sta completando l’operazione.',
    processing_next:
      'Di solito bastano pochi secondi. Questa pagina si aggiorna da sola: non paghi di nuovo.',
    unknown_title: 'Stiamo verificando l’esito',
    unknown_money: 'Non sappiamo ancora se l’importo è stato addebitato. Non paghi di nuovo.',
    unknown_why:
      'Il gestore dei pagamenti non ci ha ancora risposto. Glielo stiamo chiedendo e continueremo finché non avremo una risposta certa.',
    unknown_next: 'Non deve fare nulla. Può chiudere questa pagina e tornarci più tardi.',
    unknown_mail: 'Le scriveremo a {email} appena sapremo l’esito.',
    unknown_since: 'Verifica in corso dal {time}.',
    refused_title: 'Pagamento non riuscito',
    not_taken: 'Non è stato addebitato alcun importo.',
    refused_hold: 'Se la banca mostra un importo “prenotato”, lo libererà da sola in pochi giorni.',
    reason_declined:
      'La banca della carta ha rifiutato il pagamento senza dirci il motivo. Può sentire la sua banca o usare un’altra carta.',
    reason_insufficient_funds:
      'Sulla carta non c’è disponibilità sufficiente. Può usare un’altra carta o riprovare più tardi.',
    reason_expired_card: 'La carta è scaduta. Usi un’altra carta.',
    reason_wrong_security_code:
      'Il codice di sicurezza non è corretto. Riprovi controllando le tre o quattro cifre sulla carta.',
    reason_authentication_failed:
      'La conferma con la sua banca non è andata a buon fine. Riprovi e confermi con l’app o il codice della banca.',
    reason_processing_error:
      'C’è stato un problema tecnico del gestore dei pagamenti. Può riprovare tra qualche minuto.',
    reason_refused_by_provider:
      'Il gestore dei pagamenti non ha accettato l’operazione. Provi con un’altra carta; se accade di nuovo, ci contatti.',
    retry: 'Riprova',
    cancelled_title: 'Pagamento annullato',
    cancelled_why: 'Il pagamento è stato annullato prima di concludersi.',
    expired_title: 'Tempo scaduto',
    expired_why: 'Il tempo per pagare sul sito del gestore è terminato e la pagina è stata chiusa.',
    again_next: 'Può ricominciare quando vuole: la fattura è ancora da pagare.',
    again: 'Paga di nuovo',
    back_to_invoice: 'Torna alla fattura',
    paid_title: 'Pagamento riuscito. Grazie!',
    paid_money: 'Abbiamo ricevuto {amount} il {time}.',
    instrument: 'Pagato con',
    returned: 'Restituito',
    receipt: 'Ricevuta',
    receipt_number: 'Numero della ricevuta',
    receipt_soon: 'Stiamo preparando la ricevuta: comparirà qui tra pochi secondi.',
    receipt_open: 'Apri la ricevuta',
    receipt_pdf: 'Scarica il PDF',
    print: 'Stampa',
    mail_title: 'Ricevuta per e-mail',
    mail_coming: 'Tra pochi istanti la invieremo a {email}.',
    mail_sent:
      'L’abbiamo inviata a {email}. Di solito arriva in un minuto; guardi anche nella posta indesiderata.',
    mail_none: 'Non ha indicato un indirizzo e-mail. Se vuole, gliela inviamo.',
    mail_again: 'Indirizzo sbagliato o e-mail non arrivata?',
    mail_field: 'Indirizzo e-mail',
    mail_send: 'Invia la ricevuta',
    mail_done: 'Ricevuta inviata a {email}.',
    twice_title: 'Abbiamo ricevuto due pagamenti',
    twice_money: 'La fattura è pagata. Il secondo pagamento, di {amount}, non era dovuto.',
    twice_why:
      'Può succedere quando la stessa fattura viene pagata da due dispositivi quasi nello stesso momento.',
    twice_requested:
      'Stiamo restituendo {amount} sulla carta usata. Di solito servono da 3 a 10 giorni. Non deve fare nulla.',
    twice_done:
      'Abbiamo restituito {amount} sulla carta usata. La banca può impiegare alcuni giorni per mostrarlo.',
    conflict_title: 'Stiamo controllando il suo pagamento',
    conflict_money: 'Risulta un addebito di {received}, mentre l’importo atteso era {expected}.',
    conflict_why:
      'L’importo comunicato dal gestore dei pagamenti è diverso da quello richiesto, quindi l’ufficio lo sta verificando di persona.',
    conflict_next:
      'Non paghi di nuovo e non deve fare altro: le faremo sapere. Se ci contatta, indichi il riferimento del pagamento.',
    help: 'Aiuto e contatti',
  },
  en: {
    summary: 'Summary',
    to_pay: 'Amount',
    payee: 'Paid to',
    pays: 'What you pay',
    invoice_item: 'Invoice {reason}',
    reference: 'Payment reference',
    assistance: 'Ask for assistance with this payment',
    save_address:
      'You can close this page and open it again at any time: its address stays the same.',
    choose_title: 'Confirm the payment',
    choose_lead: 'Check the amount and choose how to pay.',
    changed_title: 'The amount has changed',
    changed:
      'It was {before}, now it is {now}: the supplier has updated the invoice. No money has been taken.',
    method: 'How you want to pay',
    card: 'Credit, debit or prepaid card',
    card_text: 'Card details are typed on the secure site of the payment provider.',
    brands: 'Accepted cards',
    no_fee: 'No fees: you pay exactly the amount shown.',
    email: 'E-mail for the receipt (optional)',
    email_hint: 'The receipt will be on this page in any case.',
    terms_before: 'I have read and accept the ',
    terms_link: 'terms and conditions',
    new_tab: '(opens in another tab)',
    terms_after: ' of the payment.',
    pay_now: 'Pay {amount} now',
    starting_title: 'We are preparing the payment',
    starting_money: 'No money has been taken yet.',
    starting_next: 'The payment provider’s site will open in a moment. Do not close this page.',
    provider_title: 'Finish the payment',
    provider_money: 'No charge is known to us yet.',
    provider_next:
      'The payment provider’s secure page is open: type the card details there. When you are done, the result will appear here.',
    provider_continue: 'Go to the payment site',
    provider_cancel: 'Cancel the payment',
    provider_cancel_text:
      'Changed your mind? If you cancel, the provider’s page closes and no money will be taken.',
    processing_title: 'Payment being processed',
    processing_money: 'The payment provider is completing the payment.',
    processing_next:
      'It usually takes a few seconds. This page updates by itself: do not pay again.',
    unknown_title: 'We are checking the result',
    unknown_money: 'We do not know yet whether the money was taken. Do not pay again.',
    unknown_why:
      'The payment provider has not answered us yet. We are asking, and will go on until we have a certain answer.',
    unknown_next: 'You need do nothing. You can close this page and come back later.',
    unknown_mail: 'We will write to {email} as soon as we know.',
    unknown_since: 'Checking since {time}.',
    refused_title: 'The payment did not go through',
    not_taken: 'No money has been taken.',
    refused_hold:
      'If your bank shows an amount as “reserved”, it will release it by itself within a few days.',
    reason_declined:
      'The card’s bank refused the payment without telling us why. You can ask your bank or use another card.',
    reason_insufficient_funds:
      'There are not enough funds on the card. You can use another card or try again later.',
    reason_expired_card: 'The card has expired. Use another card.',
    reason_wrong_security_code:
      'The security code is not right. Try again, checking the three or four digits on the card.',
    reason_authentication_failed:
      'The confirmation with your bank did not succeed. Try again and confirm with your bank’s app or code.',
    reason_processing_error:
      'The payment provider had a technical problem. You can try again in a few minutes.',
    reason_refused_by_provider:
      'The payment provider did not accept the payment. Try another card; if it happens again, contact us.',
    retry: 'Try again',
    cancelled_title: 'Payment cancelled',
    cancelled_why: 'The payment was cancelled before it was finished.',
    expired_title: 'Time is up',
    expired_why: 'The time for paying on the provider’s site ended and its page was closed.',
    again_next: 'You can start again whenever you like: the invoice is still to be paid.',
    again: 'Pay again',
    back_to_invoice: 'Back to the invoice',
    paid_title: 'Payment received. Thank you!',
    paid_money: 'We received {amount} on {time}.',
    instrument: 'Paid with',
    returned: 'Given back',
    receipt: 'Receipt',
    receipt_number: 'Receipt number',
    receipt_soon: 'We are preparing the receipt: it will appear here in a few seconds.',
    receipt_open: 'Open the receipt',
    receipt_pdf: 'Download the PDF',
    print: 'Print',
    mail_title: 'Receipt by e-mail',
    mail_coming: 'In a moment we will send it to {email}.',
    mail_sent:
      'We have sent it to {email}. It usually arrives within a minute; look in the junk folder too.',
    mail_none: 'You gave no e-mail address. If you like, we can send it to you.',
    mail_again: 'Wrong address, or nothing arrived?',
    mail_field: 'E-mail address',
    mail_send: 'Send the receipt',
    mail_done: 'Receipt sent to {email}.',
    twice_title: 'We received two payments',
    twice_money: 'The invoice is paid. The second payment, of {amount}, was not due.',
    twice_why:
      'It can happen when the same invoice is paid from two devices at almost the same moment.',
    twice_requested:
      'We are returning {amount} to the card you used. It usually takes 3 to 10 days. You need do nothing.',
    twice_done:
      'We have returned {amount} to the card you used. The bank may take a few days to show it.',
    conflict_title: 'We are checking your payment',
    conflict_money: 'A charge of {received} is known to us, while {expected} was expected.',
    conflict_why:
      'The amount reported by the payment provider differs from the one asked for, so our staff are checking it in person.',
    conflict_next:
      'Do not pay again; you need do nothing else: we will let you know. If you contact us, quote the payment reference.',
    help: 'Help and contacts',
  },
  es: {
    summary: 'Resumen',
    to_pay: 'Importe',
    payee: 'A favor de',
    pays: 'Qué paga',
    invoice_item: 'Factura {reason}',
    reference: 'Referencia del pago',
    assistance: 'Pida asistencia para este pago',
    save_address:
      'Puede cerrar y volver a abrir esta página cuando quiera: la dirección no cambia.',
    choose_title: 'Confirme el pago',
    choose_lead: 'Revise el importe y elija cómo pagar.',
    changed_title: 'El importe ha cambiado',
    changed:
      'Antes era {before} y ahora es {now}: el proveedor ha actualizado la factura. No se ha cobrado nada.',
    method: 'Cómo quiere pagar',
    card: 'Tarjeta de crédito, débito o prepago',
    card_text: 'Los datos de la tarjeta se escriben en el sitio seguro del proveedor de pagos.',
    brands: 'Tarjetas aceptadas',
    no_fee: 'Sin comisiones: paga exactamente el importe indicado.',
    email: 'Correo electrónico para el recibo (opcional)',
    email_hint: 'El recibo estará en esta página de todos modos.',
    terms_before: 'He leído y acepto los ',
    terms_link: 'términos y condiciones',
    new_tab: '(se abre en otra pestaña)',
    terms_after: ' del pago.',
    pay_now: 'Pagar ahora {amount}',
    starting_title: 'Estamos preparando el pago',
    starting_money: 'Todavía no se ha cobrado nada.',
    starting_next:
      'En unos instantes se abrirá el sitio del proveedor de pagos. No cierre esta página.',
    provider_title: 'Termine el pago',
    provider_money: 'Todavía no nos consta ningún cargo.',
    provider_next:
      'La página segura del proveedor de pagos está abierta: escriba allí los datos de la tarjeta. Cuando termine, el resultado aparecerá aquí.',
    provider_continue: 'Ir al sitio de pago',
    provider_cancel: 'Cancelar el pago',
    provider_cancel_text:
      '¿Ha cambiado de idea? Si cancela, la página del proveedor se cierra y no se le cobrará nada.',
    processing_title: 'Pago en proceso',
    processing_money: 'El proveedor de pagos está completando la operación.',
    processing_next:
      'Suele tardar unos segundos. Esta página se actualiza sola: no pague de nuevo.',
    unknown_title: 'Estamos comprobando el resultado',
    unknown_money: 'Todavía no sabemos si se ha cobrado el importe. No pague de nuevo.',
    unknown_why:
      'El proveedor de pagos aún no nos ha respondido. Se lo estamos preguntando y seguiremos hasta tener una respuesta segura.',
    unknown_next: 'No tiene que hacer nada. Puede cerrar esta página y volver más tarde.',
    unknown_mail: 'Le escribiremos a {email} en cuanto sepamos el resultado.',
    unknown_since: 'Comprobando desde el {time}.',
    refused_title: 'El pago no se ha realizado',
    not_taken: 'No se ha cobrado ningún importe.',
    refused_hold:
      'Si su banco muestra un importe «retenido», lo liberará por sí solo en unos días.',
    reason_declined:
      'El banco de la tarjeta ha rechazado el pago sin decirnos el motivo. Puede consultar con su banco o usar otra tarjeta.',
    reason_insufficient_funds:
      'La tarjeta no tiene saldo suficiente. Puede usar otra tarjeta o intentarlo más tarde.',
    reason_expired_card: 'La tarjeta está caducada. Use otra tarjeta.',
    reason_wrong_security_code:
      'El código de seguridad no es correcto. Inténtelo de nuevo comprobando las tres o cuatro cifras de la tarjeta.',
    reason_authentication_failed:
      'La confirmación con su banco no se completó. Inténtelo de nuevo y confirme con la aplicación o el código de su banco.',
    reason_processing_error:
      'El proveedor de pagos ha tenido un problema técnico. Puede intentarlo de nuevo en unos minutos.',
    reason_refused_by_provider:
      'El proveedor de pagos no ha aceptado la operación. Pruebe con otra tarjeta; si vuelve a ocurrir, contacte con nosotros.',
    retry: 'Intentar de nuevo',
    cancelled_title: 'Pago cancelado',
    cancelled_why: 'El pago se canceló antes de terminar.',
    expired_title: 'Tiempo agotado',
    expired_why: 'El tiempo para pagar en el sitio del proveedor terminó y la página se cerró.',
    again_next: 'Puede empezar de nuevo cuando quiera: la factura sigue pendiente de pago.',
    again: 'Pagar de nuevo',
    back_to_invoice: 'Volver a la factura',
    paid_title: 'Pago realizado. ¡Gracias!',
    paid_money: 'Hemos recibido {amount} el {time}.',
    instrument: 'Pagado con',
    returned: 'Devuelto',
    receipt: 'Recibo',
    receipt_number: 'Número del recibo',
    receipt_soon: 'Estamos preparando el recibo: aparecerá aquí en unos segundos.',
    receipt_open: 'Abrir el recibo',
    receipt_pdf: 'Descargar el PDF',
    print: 'Imprimir',
    mail_title: 'Recibo por correo electrónico',
    mail_coming: 'En unos instantes lo enviaremos a {email}.',
    mail_sent:
      'Lo hemos enviado a {email}. Suele llegar en un minuto; mire también en el correo no deseado.',
    mail_none: 'No ha indicado ninguna dirección de correo. Si quiere, se lo enviamos.',
    mail_again: '¿Dirección equivocada o no ha llegado?',
    mail_field: 'Correo electrónico',
    mail_send: 'Enviar el recibo',
    mail_done: 'Recibo enviado a {email}.',
    twice_title: 'Hemos recibido dos pagos',
    twice_money: 'La factura está pagada. El segundo pago, de {amount}, no correspondía.',
    twice_why:
      'Puede ocurrir cuando la misma factura se paga desde dos dispositivos casi al mismo tiempo.',
    twice_requested:
      'Estamos devolviendo {amount} a la tarjeta usada. Suele tardar de 3 a 10 días. No tiene que hacer nada.',
    twice_done:
      'Hemos devuelto {amount} a la tarjeta usada. El banco puede tardar unos días en mostrarlo.',
    conflict_title: 'Estamos revisando su pago',
    conflict_money: 'Nos consta un cargo de {received}, cuando el importe esperado era {expected}.',
    conflict_why:
      'El importe comunicado por el proveedor de pagos es distinto del solicitado, por lo que nuestro personal lo está revisando.',
    conflict_next:
      'No pague de nuevo ni haga nada más: le avisaremos. Si contacta con nosotros, indique la referencia del pago.',
    help: 'Ayuda y contacto',
  },
});
