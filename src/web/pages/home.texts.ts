/** Words of the first pages: of the portal and of one organisation. */
import { texts } from '../../core/texts.ts';

export const homeTexts = texts({
  it: {
    title: 'A chi vuole pagare?',
    lead: 'Scelga l’ente o l’azienda che ha emesso la fattura.',
    none: 'Nessuna organizzazione è ancora attiva su questo portale.',
    start_title: 'Pagamenti online',
    start_lead: 'Paghi con carta quello che deve a {name}, senza registrarsi.',
    have_invoice: 'Ho una fattura da pagare',
    have_invoice_text:
      'Le servono il numero della fattura, il codice cliente e l’importo. Bastano pochi minuti.',
    find: 'Cerca la fattura',
    brands: 'Carte accettate',
    services: 'Voglio pagare per un servizio',
    services_text:
      'Tributi, rette, certificati, contributi e altro: scelga il servizio, compili e paghi. Può raccogliere più pagamenti e pagarli insieme.',
    services_button: 'Scegli il servizio',
    other: 'Altre cose che può fare',
    notice: 'Ha un avviso di pagamento?',
    notice_text: 'Basta il numero stampato sull’avviso, che inizia con RF.',
    resume: 'Riprendere un pagamento interrotto',
    resume_text:
      'Cerchi di nuovo la fattura con gli stessi dati: se è già pagata glielo diremo, e non pagherà due volte.',
    verify: 'Verificare una ricevuta',
    verify_text: 'Controlli che una ricevuta sia autentica con il codice che vi è stampato.',
    help: 'Aiuto e contatti',
    help_text: 'Risposte alle domande frequenti e come raggiungerci.',
  },
  en: {
    title: 'Whom do you want to pay?',
    lead: 'Choose the organisation that issued the invoice.',
    none: 'No organisation is active on this portal yet.',
    start_title: 'Online payments',
    start_lead: 'Pay what you owe to {name} by card, without registering.',
    have_invoice: 'I have an invoice to pay',
    have_invoice_text:
      'You need the invoice number, the customer code and the amount. It takes a few minutes.',
    find: 'Find the invoice',
    brands: 'Accepted cards',
    services: 'I want to pay for a service',
    services_text:
      'Taxes, fees, certificates, contributions and more: choose the service, fill in and pay. You can gather several payments and pay them together.',
    services_button: 'Choose the service',
    other: 'What else you can do',
    notice: 'Do you have a payment notice?',
    notice_text: 'The number printed on it is enough; it begins with RF.',
    resume: 'Resume a payment that was cut off',
    resume_text:
      'Find the invoice again with the same details: if it is already paid we will tell you, and you will not pay twice.',
    verify: 'Verify a receipt',
    verify_text: 'Check that a receipt is genuine with the code printed on it.',
    help: 'Help and contacts',
    help_text: 'Answers to common questions, and how to reach us.',
  },
  es: {
    title: '¿A quién quiere pagar?',
    lead: 'Elija la entidad o la empresa que emitió la factura.',
    none: 'Todavía no hay ninguna organización activa en este portal.',
    start_title: 'Pagos en línea',
    start_lead: 'Pague con tarjeta lo que debe a {name}, sin registrarse.',
    have_invoice: 'Tengo una factura que pagar',
    have_invoice_text:
      'Necesita el número de la factura, el código de cliente y el importe. Solo lleva unos minutos.',
    find: 'Buscar la factura',
    brands: 'Tarjetas aceptadas',
    services: 'Quiero pagar por un servicio',
    services_text:
      'Tributos, cuotas, certificados, aportaciones y más: elija el servicio, rellene y pague. Puede reunir varios pagos y pagarlos a la vez.',
    services_button: 'Elegir el servicio',
    other: 'Qué más puede hacer',
    notice: '¿Tiene un aviso de pago?',
    notice_text: 'Basta con el número impreso en él, que empieza por RF.',
    resume: 'Retomar un pago interrumpido',
    resume_text:
      'Busque de nuevo la factura con los mismos datos: si ya está pagada se lo diremos y no pagará dos veces.',
    verify: 'Comprobar un recibo',
    verify_text: 'Compruebe que un recibo es auténtico con el código que lleva impreso.',
    help: 'Ayuda y contacto',
    help_text: 'Respuestas a las preguntas frecuentes y cómo contactar con nosotros.',
  },
});
