/** Words of the terms that a payer accepts, and of the accessibility statement. */
import { texts } from '../../core/texts.ts';

export const legalTexts = texts({
  it: {
    terms_title: 'Termini e condizioni del pagamento',
    terms_lead: 'In breve: che cosa accetta quando paga su questo portale.',
    service: 'Il servizio',
    service_text:
      '{name} mette a disposizione questo portale per pagare online le proprie fatture. Il pagamento è facoltativo: restano validi gli altri modi indicati sulla fattura.',
    payment: 'Il pagamento',
    payment_text:
      'Paga esattamente l’importo mostrato prima della conferma, senza commissioni aggiunte dal portale. La fattura risulta pagata quando il gestore dei pagamenti conferma l’operazione; la ricevuta lo attesta.',
    twice: 'Pagamenti doppi o per errore',
    twice_text:
      'Il portale rifiuta il pagamento di una fattura già pagata. Se un importo non dovuto arriva lo stesso, viene restituito sullo stesso strumento di pagamento.',
    returns: 'Restituzioni',
    returns_text:
      'Per chiedere la restituzione di un pagamento scriva a {name} indicando il riferimento del pagamento. I tempi dipendono anche dalla sua banca.',
    data: 'I suoi dati',
    data_text:
      'Usiamo i suoi dati solo per il pagamento, la ricevuta e gli obblighi contabili. I dati della carta sono trattati dal gestore dei pagamenti: questo portale non li vede e non li conserva.',
    version: 'Versione del {date}',
    access_title: 'Dichiarazione di accessibilità',
    access_lead: '{name} si impegna a rendere questo portale accessibile a tutte le persone.',
    conformity: 'Stato di conformità',
    conformity_text:
      'Il portale è costruito per rispettare le Linee guida WCAG 2.2, livello AA, e la norma EN 301 549. Ogni pagina è verificata automaticamente a ogni modifica, in tutte le lingue, e può essere usata con la sola tastiera, ingrandita al 200 % e senza script.',
    limits: 'Contenuti non accessibili',
    limits_text:
      'La pagina in cui si scrivono i dati della carta è del gestore dei pagamenti, che ne cura l’accessibilità.',
    feedback: 'Segnalazioni',
    feedback_text:
      'Se trova un ostacolo, ci scriva indicando la pagina e che cosa è accaduto. Rispondiamo entro 30 giorni.',
    procedure: 'Se la risposta non la soddisfa',
    procedure_text:
      'Può rivolgersi al Difensore civico per il digitale presso l’Agenzia per l’Italia Digitale (AgID).',
    drawn_up: 'Dichiarazione redatta il {date} con un’autovalutazione.',
  },
  en: {
    terms_title: 'Terms and conditions of payment',
    terms_lead: 'In short: what you accept when you pay on this portal.',
    service: 'The service',
    service_text:
      '{name} offers this portal for paying its invoices online. Its use is optional: the other ways stated on the invoice remain valid.',
    payment: 'The payment',
    payment_text:
      'You pay exactly the amount shown before you confirm, with no fee added by the portal. The invoice counts as paid when the payment provider confirms; the receipt proves it.',
    twice: 'Payments made twice or by mistake',
    twice_text:
      'The portal refuses the payment of an invoice that is already paid. If money that is not due arrives all the same, it is returned to the same means of payment.',
    returns: 'Returns',
    returns_text:
      'To ask for a payment back, write to {name} with the payment reference. How long it takes depends on your bank too.',
    data: 'Your data',
    data_text:
      'We use your data only for the payment, the receipt and accounting duties. Card details are handled by the payment provider: this portal never sees or keeps them.',
    version: 'Version of {date}',
    access_title: 'Accessibility statement',
    access_lead: '{name} is committed to making this portal accessible to everybody.',
    conformity: 'Compliance status',
    conformity_text:
      'The portal is built to comply with WCAG 2.2, level AA, and the standard EN 301 549. Every page is checked automatically with every change, in all languages, and can be used by keyboard alone, at 200 % zoom and without scripts.',
    limits: 'Content that is not accessible',
    limits_text:
      'The page where card details are typed belongs to the payment provider, which sees to its accessibility.',
    feedback: 'Feedback',
    feedback_text:
      'If you meet an obstacle, write to us with the page and what happened. We answer within 30 days.',
    procedure: 'If the answer does not satisfy you',
    procedure_text: 'You can turn to the Digital Ombudsman at the Agency for Digital Italy (AgID).',
    drawn_up: 'Statement drawn up on {date} by self-assessment.',
  },
  es: {
    terms_title: 'Términos y condiciones del pago',
    terms_lead: 'En resumen: qué acepta cuando paga en este portal.',
    service: 'El servicio',
    service_text:
      '{name} ofrece este portal para pagar sus facturas en línea. Su uso es opcional: siguen siendo válidas las demás formas indicadas en la factura.',
    payment: 'El pago',
    payment_text:
      'Paga exactamente el importe mostrado antes de confirmar, sin comisiones añadidas por el portal. La factura se considera pagada cuando el proveedor de pagos lo confirma; el recibo lo acredita.',
    twice: 'Pagos duplicados o por error',
    twice_text:
      'El portal rechaza el pago de una factura ya pagada. Si aun así llega un importe que no se debe, se devuelve al mismo medio de pago.',
    returns: 'Devoluciones',
    returns_text:
      'Para pedir la devolución de un pago, escriba a {name} con la referencia del pago. El plazo depende también de su banco.',
    data: 'Sus datos',
    data_text:
      'Usamos sus datos solo para el pago, el recibo y las obligaciones contables. Los datos de la tarjeta los trata el proveedor de pagos: este portal no los ve ni los guarda.',
    version: 'Versión del {date}',
    access_title: 'Declaración de accesibilidad',
    access_lead: '{name} se compromete a que este portal sea accesible para todas las personas.',
    conformity: 'Situación de cumplimiento',
    conformity_text:
      'El portal está hecho para cumplir las WCAG 2.2, nivel AA, y la norma EN 301 549. Cada página se comprueba automáticamente con cada cambio, en todos los idiomas, y puede usarse solo con el teclado, ampliada al 200 % y sin scripts.',
    limits: 'Contenido no accesible',
    limits_text:
      'La página en la que se escriben los datos de la tarjeta es del proveedor de pagos, que se ocupa de su accesibilidad.',
    feedback: 'Observaciones',
    feedback_text:
      'Si encuentra un obstáculo, escríbanos indicando la página y qué ocurrió. Respondemos en un plazo de 30 días.',
    procedure: 'Si la respuesta no le satisface',
    procedure_text:
      'Puede dirigirse al Defensor cívico digital de la Agencia para la Italia Digital (AgID).',
    drawn_up: 'Declaración elaborada el {date} mediante autoevaluación.',
  },
});
