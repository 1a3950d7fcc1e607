/** What is wrong with a field of a form, and what to do about it. */
import { texts } from '../../core/texts.ts';

export const formErrorTexts = texts({
  it: {
    number: 'Scrivi il numero della fattura, come è stampato sul documento',
    customer_code: 'Scrivi il codice cliente, la partita IVA o il codice fiscale del cliente',
    amount: 'Scrivi l’importo della fattura, per esempio 120,50',
    issued_on: 'Scrivi la data della fattura, per esempio 31/10/2026',
    due_on: 'Scrivi la data di scadenza, per esempio 30/11/2026',
    tax_code: 'Scrivi il codice fiscale o la partita IVA del cliente',
    year: 'Scrivi l’anno della fattura, per esempio 2026',
    method: 'Scegli come pagare',
    email:
      'Controlla l’indirizzo e-mail: deve essere simile a nome@esempio.it. Puoi anche lasciarlo vuoto',
    email_needed: 'Scrivi un indirizzo e-mail simile a nome@esempio.it',
    terms: 'Per pagare devi accettare le condizioni: spunta la casella',
    proof: 'Scrivi le ultime quattro cifre della carta o l’e-mail usata per pagare',
    proof_wrong:
      'Non corrisponde a questo pagamento. Controlla le ultime quattro cifre della carta o l’e-mail',
    code: 'Scrivi il codice di verifica stampato sulla ricevuta',
  },
  en: {
    number: 'Enter the invoice number as it is printed on the document',
    customer_code: 'Enter the customer code, VAT number or tax code of the customer',
    amount: 'Enter the amount of the invoice, for example 120.50',
    issued_on: 'Enter the date of the invoice, for example 31/10/2026',
    due_on: 'Enter the due date, for example 30/11/2026',
    tax_code: 'Enter the tax code or VAT number of the customer',
    year: 'Enter the year of the invoice, for example 2026',
    method: 'Choose how to pay',
    email:
      'Check the e-mail address: it should look like name@example.com. You may also leave it empty',
    email_needed: 'Enter an e-mail address that looks like name@example.com',
    terms: 'To pay you need to accept the terms: tick the box',
    proof: 'Enter the last four digits of the card, or the e-mail address used to pay',
    proof_wrong:
      'That does not match this payment. Check the last four digits of the card or the e-mail address',
    code: 'Enter the verification code that is printed on the receipt',
  },
  es: {
    number: 'Escriba el número de la factura tal como figura en el documento',
    customer_code: 'Escriba el código de cliente, el NIF o el número de IVA del cliente',
    amount: 'Escriba el importe de la factura, por ejemplo 120,50',
    issued_on: 'Escriba la fecha de la factura, por ejemplo 31/10/2026',
    due_on: 'Escriba la fecha de vencimiento, por ejemplo 30/11/2026',
    tax_code: 'Escriba el código fiscal o el número de IVA del cliente',
    year: 'Escriba el año de la factura, por ejemplo 2026',
    method: 'Elija cómo pagar',
    email:
      'Revise el correo electrónico: debe parecerse a nombre@ejemplo.es. También puede dejarlo vacío',
    email_needed: 'Escriba un correo electrónico parecido a nombre@ejemplo.es',
    terms: 'Para pagar debe aceptar las condiciones: marque la casilla',
    proof:
      'Escriba las cuatro últimas cifras de la tarjeta o el correo electrónico usado para pagar',
    proof_wrong:
      'No corresponde a este pago. Revise las cuatro últimas cifras de la tarjeta o el correo electrónico',
    code: 'Escriba el código de verificación impreso en el justificante',
  },
});
