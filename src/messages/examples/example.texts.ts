/** Made-up words of the examples of mails. */
import { texts } from '../../core/texts.ts';

export const exampleTexts = texts({
  it: {
    subject: '[Esempio] {subject}',
    warning: 'Questo è un esempio mandato dal back office: dati inventati, nessun pagamento.',
    about: 'Mensa scolastica, ottobre 2026',
    customer: 'Maria Rossi',
    refund_reason: 'Servizio non usato',
    kind: 'Ricevuta non arrivata',
    answer: 'Buongiorno, abbiamo mandato di nuovo la ricevuta. Cordiali saluti.',
    question: 'Buongiorno, ci può dire con quale nome è stata emessa la fattura?',
  },
  en: {
    subject: '[Example] {subject}',
    warning: 'This is an example sent from the back office: made-up data, no payment.',
    about: 'School meals, October 2026',
    customer: 'Maria Rossi',
    refund_reason: 'Service not used',
    kind: 'Receipt not arrived',
    answer: 'Good morning, we have sent the receipt again. Kind regards.',
    question: 'Good morning, could you tell us in which name the invoice was issued?',
  },
  es: {
    subject: '[Ejemplo] {subject}',
    warning: 'Este es un ejemplo enviado desde la oficina: datos inventados, ningún pago.',
    about: 'Comedor escolar, octubre de 2026',
    customer: 'María Rossi',
    refund_reason: 'Servicio no utilizado',
    kind: 'Recibo no recibido',
    answer: 'Buenos días: hemos vuelto a enviar el recibo. Un saludo.',
    question: 'Buenos días: ¿nos puede decir a nombre de quién se emitió la factura?',
  },
});
