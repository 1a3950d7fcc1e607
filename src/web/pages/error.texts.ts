/** Words of the pages shown when something could not be done. */
import { texts } from '../../core/texts.ts';

export const errorTexts = texts({
  it: {
    not_found_title: 'Pagina non trovata',
    not_found_money: 'Non c’è nulla a questo indirizzo.',
    not_found_next:
      'Se ha seguito un collegamento, potrebbe essere incompleto: provi a copiarlo per intero. Altrimenti può cercare la fattura con i suoi dati.',
    form_expired_title: 'La pagina è rimasta aperta troppo a lungo',
    form_expired_money: 'Non è stato inviato nulla e non è stato addebitato alcun importo.',
    form_expired_next:
      'Per sicurezza i moduli valgono per un tempo limitato e solo nel browser che li ha aperti. Torni indietro, ricarichi la pagina e riprovi. Se succede ancora, controlli che i cookie siano abilitati.',
    too_many_title: 'Troppe richieste',
    too_many_money: 'Questa richiesta non è stata eseguita.',
    too_many_next: 'Ne sono arrivate molte in poco tempo. Attenda qualche minuto e riprovi.',
    refused_title: 'Non è possibile farlo adesso',
    refused_money: 'Nulla è cambiato e non è stato addebitato alcun importo.',
    refused_next:
      'Forse nel frattempo la situazione è cambiata, oppure la richiesta era incompleta. Torni indietro, ricarichi la pagina e guardi come stanno le cose ora.',
    failure_title: 'Qualcosa non ha funzionato',
    failure_money: 'Il problema è nostro e ne siamo già informati.',
    failure_next:
      'Se stava pagando, non paghi di nuovo: riapra la pagina del pagamento o cerchi la fattura con gli stessi dati, e vedrà se l’importo è stato ricevuto.',
    unavailable_title: 'Servizio momentaneamente non disponibile',
    unavailable_money: 'Questa richiesta non è stata eseguita.',
    unavailable_next:
      'Riprovi tra qualche minuto. Se stava pagando, riapra la pagina del pagamento: mostra sempre lo stato reale.',
    error_id: 'Codice di errore per l’assistenza',
    retry: 'Riprova',
    find: 'Cerca la fattura',
    help: 'Aiuto e contatti',
    start: 'Vai alla pagina iniziale',
  },
  en: {
    not_found_title: 'Page not found',
    not_found_money: 'There is nothing at this address.',
    not_found_next:
      'If you followed a link, it may be incomplete: try copying all of it. Otherwise you can find the invoice by its details.',
    form_expired_title: 'The page was open for too long',
    form_expired_money: 'Nothing was sent and no money was taken.',
    form_expired_next:
      'For safety, forms are valid for a limited time and only in the browser that opened them. Go back, reload the page and try again. If it happens again, check that cookies are allowed.',
    too_many_title: 'Too many requests',
    too_many_money: 'This request was not carried out.',
    too_many_next: 'Many arrived within a short time. Wait a few minutes and try again.',
    refused_title: 'This cannot be done now',
    refused_money: 'Nothing has changed and no money was taken.',
    refused_next:
      'Things may have changed in the meantime, or the request was incomplete. Go back, reload the page and see how matters stand now.',
    failure_title: 'Something went wrong',
    failure_money: 'The problem is ours, and we have been told of it.',
    failure_next:
      'If you were paying, do not pay again: open the payment page again or find the invoice with the same details, and you will see whether the money was received.',
    unavailable_title: 'Service not available at the moment',
    unavailable_money: 'This request was not carried out.',
    unavailable_next:
      'Try again in a few minutes. If you were paying, open the payment page again: it always shows the real state.',
    error_id: 'Error code for support',
    retry: 'Try again',
    find: 'Find the invoice',
    help: 'Help and contacts',
    start: 'Go to the home page',
  },
  es: {
    not_found_title: 'Página no encontrada',
    not_found_money: 'No hay nada en esta dirección.',
    not_found_next:
      'Si ha seguido un enlace, puede estar incompleto: pruebe a copiarlo entero. Si no, puede buscar la factura con sus datos.',
    form_expired_title: 'La página ha estado abierta demasiado tiempo',
    form_expired_money: 'No se ha enviado nada ni se ha cobrado ningún importe.',
    form_expired_next:
      'Por seguridad, los formularios valen durante un tiempo limitado y solo en el navegador que los abrió. Vuelva atrás, recargue la página e inténtelo de nuevo. Si vuelve a ocurrir, compruebe que las cookies están permitidas.',
    too_many_title: 'Demasiadas solicitudes',
    too_many_money: 'Esta solicitud no se ha realizado.',
    too_many_next: 'Han llegado muchas en poco tiempo. Espere unos minutos e inténtelo de nuevo.',
    refused_title: 'No es posible hacerlo ahora',
    refused_money: 'Nada ha cambiado y no se ha cobrado ningún importe.',
    refused_next:
      'Quizá la situación ha cambiado entretanto o la solicitud estaba incompleta. Vuelva atrás, recargue la página y vea cómo están las cosas ahora.',
    failure_title: 'Algo ha fallado',
    failure_money: 'El problema es nuestro y ya estamos informados.',
    failure_next:
      'Si estaba pagando, no pague de nuevo: vuelva a abrir la página del pago o busque la factura con los mismos datos y verá si se recibió el importe.',
    unavailable_title: 'Servicio no disponible por el momento',
    unavailable_money: 'Esta solicitud no se ha realizado.',
    unavailable_next:
      'Inténtelo de nuevo en unos minutos. Si estaba pagando, vuelva a abrir la página del pago: siempre muestra el estado real.',
    error_id: 'Código de error para la asistencia',
    retry: 'Intentar de nuevo',
    find: 'Buscar la factura',
    help: 'Ayuda y contacto',
    start: 'Ir a la página de inicio',
  },
});
