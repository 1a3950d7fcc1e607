/** Words of the page on which a list of payments is asked for. */
import { texts } from '../../core/texts.ts';

export const paymentListPageTexts = texts({
  it: {
    title: 'Elenco dei pagamenti per e-mail',
    lead: 'Scriva i suoi dati e il periodo: prepariamo l’elenco in PDF e come tabella.',
    where:
      'L’elenco parte sempre e solo verso l’ultimo indirizzo e-mail che ci ha dato pagando. Per questo qui non lo chiediamo.',
    customer_code: 'Codice cliente',
    customer_code_hint:
      'Come è scritto sulle fatture. Se non c’è, il codice fiscale o la partita IVA.',
    tax_code: 'Codice fiscale o partita IVA',
    tax_code_hint: 'Di chi è intestatario delle fatture.',
    from: 'Dal',
    to: 'Al',
    date_hint: 'Per esempio 5/3/2026.',
    send: 'Chiedi l’elenco',
    order_wrong: 'Il periodo finisce prima di cominciare.',
    too_long: 'Il periodo può essere al massimo di dieci anni.',
    asked_title: 'Abbiamo ricevuto la sua richiesta',
    asked_lead:
      'Se i dati corrispondono, l’elenco parte entro pochi minuti verso l’ultimo indirizzo e-mail che ci ha dato pagando.',
    asked_why:
      'Per sicurezza questa pagina dice la stessa cosa in ogni caso. Se entro un’ora non arriva nulla, guardi nella posta indesiderata, poi controlli i dati e riprovi; se ha cambiato indirizzo, chieda assistenza.',
    again: 'Chiedi un altro elenco',
    assistance: 'Chieda assistenza',
  },
  en: {
    title: 'List of payments by e-mail',
    lead: 'Type your details and the period: we make the list as a PDF and as a table.',
    where:
      'The list goes to the last e-mail address that you gave us when paying, and nowhere else. That is why we do not ask for it here.',
    customer_code: 'Customer code',
    customer_code_hint: 'As written on the invoices. If there is none, the tax code or VAT number.',
    tax_code: 'Tax code or VAT number',
    tax_code_hint: 'Of whoever the invoices are made out to.',
    from: 'From',
    to: 'To',
    date_hint: 'For example 5/3/2026.',
    send: 'Ask for the list',
    order_wrong: 'The period ends before it begins.',
    too_long: 'The period can be of ten years at most.',
    asked_title: 'We have received your request',
    asked_lead:
      'If the details are right, the list leaves within a few minutes for the last e-mail address that you gave us when paying.',
    asked_why:
      'For safety this page says the same in every case. If nothing arrives within an hour, look in the junk folder, then check the details and try again; if your address has changed, ask for assistance.',
    again: 'Ask for another list',
    assistance: 'Ask for assistance',
  },
  es: {
    title: 'Lista de pagos por correo',
    lead: 'Escriba sus datos y el periodo: preparamos la lista en PDF y como tabla.',
    where:
      'La lista se envía siempre y solo a la última dirección de correo que nos dio al pagar. Por eso no la pedimos aquí.',
    customer_code: 'Código de cliente',
    customer_code_hint: 'Como figura en las facturas. Si no aparece, el NIF o el número de IVA.',
    tax_code: 'NIF o número de IVA',
    tax_code_hint: 'De la persona o empresa a cuyo nombre están las facturas.',
    from: 'Desde',
    to: 'Hasta',
    date_hint: 'Por ejemplo 5/3/2026.',
    send: 'Pedir la lista',
    order_wrong: 'El periodo termina antes de empezar.',
    too_long: 'El periodo puede ser de diez años como máximo.',
    asked_title: 'Hemos recibido su solicitud',
    asked_lead:
      'Si los datos coinciden, la lista sale en pocos minutos hacia la última dirección de correo que nos dio al pagar.',
    asked_why:
      'Por seguridad, esta página dice lo mismo en todos los casos. Si en una hora no llega nada, mire en el correo no deseado, luego revise los datos e inténtelo de nuevo; si ha cambiado de dirección, pida asistencia.',
    again: 'Pedir otra lista',
    assistance: 'Pida asistencia',
  },
});
