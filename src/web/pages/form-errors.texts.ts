/**
 * What to say of each field that is missing or wrong; the key is what the schema of a form answers.
 */
import { texts } from '../../core/texts.ts';

export const formErrorTexts = texts({
  it: {
    number_missing: 'Scriva il numero della fattura.',
    customer_code_missing: 'Scriva il codice cliente.',
    amount_missing: 'Scriva l’importo.',
    amount_wrong: 'Scriva l’importo con cifre, per esempio 1.234,50.',
    date_wrong: 'Scriva una data completa, per esempio 5/3/2026.',
    tax_code_missing: 'Scriva il codice fiscale o la partita IVA.',
    year_wrong: 'Scriva l’anno con quattro cifre, per esempio 2026.',
    due_missing: 'Scelga almeno una rata da pagare.',
    due_too_many: 'Sono troppe per un solo pagamento: ne scelga di meno.',
    method_missing: 'Scelga come pagare.',
    method_unavailable:
      'Questo modo di pagare non è disponibile in questo momento. Nulla è stato addebitato: riprovi più tardi o ci scriva.',
    email_missing: 'Scriva un indirizzo e-mail.',
    email_wrong: 'Scriva un indirizzo e-mail completo, per esempio nome@esempio.it.',
    terms_changed:
      'Nel frattempo i termini e le condizioni sono cambiati: li rilegga e, se è d’accordo, li accetti. Non è stato addebitato nulla.',
    terms_missing: 'Per pagare è necessario accettare i termini e le condizioni.',
    proof_missing: 'Scriva le ultime quattro cifre della carta o l’indirizzo e-mail.',
    proof_wrong: 'Questo dato non corrisponde al pagamento. Controlli e riprovi.',
    code_missing: 'Scriva il codice di verifica.',
    card_number:
      'Qui non va il numero della carta: lo scriverà sul sito protetto del gestore dei pagamenti. Non lo abbiamo conservato.',
    too_long: 'Il testo è troppo lungo.',
  },
  en: {
    number_missing: 'Type the invoice number.',
    customer_code_missing: 'Type the customer code.',
    amount_missing: 'Type the amount.',
    amount_wrong: 'Type the amount in digits, for example 1,234.50.',
    date_wrong: 'Type a complete date, for example 5/3/2026.',
    tax_code_missing: 'Type the tax code or VAT number.',
    year_wrong: 'Type the year with four digits, for example 2026.',
    due_missing: 'Choose at least one instalment to pay.',
    due_too_many: 'These are too many for one payment: choose fewer.',
    method_missing: 'Choose how to pay.',
    method_unavailable:
      'This way of paying is not available at the moment. No money has been taken: try again later or write to us.',
    email_missing: 'Type an e-mail address.',
    email_wrong: 'Type a complete e-mail address, for example name@example.com.',
    terms_changed:
      'The terms and conditions have changed meanwhile: please read them again and accept them if you agree. No money has been taken.',
    terms_missing: 'To pay, you need to accept the terms and conditions.',
    proof_missing: 'Type the last four digits of the card or the e-mail address.',
    proof_wrong: 'This does not match the payment. Check it and try again.',
    code_missing: 'Type the verification code.',
    card_number:
      'The card number does not go here: you will type it on the secure site of the payment provider. We have not kept it.',
    too_long: 'The text is too long.',
  },
  es: {
    number_missing: 'Escriba el número de la factura.',
    customer_code_missing: 'Escriba el código de cliente.',
    amount_missing: 'Escriba el importe.',
    amount_wrong: 'Escriba el importe con cifras, por ejemplo 1.234,50.',
    date_wrong: 'Escriba una fecha completa, por ejemplo 5/3/2026.',
    tax_code_missing: 'Escriba el NIF o el número de IVA.',
    year_wrong: 'Escriba el año con cuatro cifras, por ejemplo 2026.',
    due_missing: 'Elija al menos un plazo que pagar.',
    due_too_many: 'Son demasiados para un solo pago: elija menos.',
    method_missing: 'Elija cómo pagar.',
    method_unavailable:
      'Esta forma de pago no está disponible en este momento. No se ha cobrado nada: inténtelo más tarde o escríbanos.',
    email_missing: 'Escriba una dirección de correo electrónico.',
    email_wrong: 'Escriba una dirección de correo completa, por ejemplo nombre@ejemplo.es.',
    terms_changed:
      'Entretanto han cambiado los términos y condiciones: vuelva a leerlos y, si está de acuerdo, acéptelos. No se ha cobrado nada.',
    terms_missing: 'Para pagar es necesario aceptar los términos y condiciones.',
    proof_missing: 'Escriba las cuatro últimas cifras de la tarjeta o el correo electrónico.',
    proof_wrong: 'Este dato no corresponde al pago. Revíselo e inténtelo de nuevo.',
    code_missing: 'Escriba el código de comprobación.',
    card_number:
      'Aquí no va el número de la tarjeta: lo escribirá en el sitio seguro del proveedor de pagos. No lo hemos guardado.',
    too_long: 'El texto es demasiado largo.',
  },
});
