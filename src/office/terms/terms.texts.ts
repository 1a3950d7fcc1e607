/** Words of the page of the terms' versions. */
import { texts } from '../../core/texts.ts';

export const termsTexts = texts({
  it: {
    title: 'Condizioni',
    lead: 'Ogni modifica fa una versione nuova. Di ogni pagamento resta scritto quale versione è stata accettata, e quando.',
    back_to_services: 'Torna ai servizi',
    new: 'Scrivi una versione nuova',
    as_payer: 'Guarda come chi paga',
    version: 'Versione {version}',
    current: 'in vigore',
    since: 'Dal {when}, di {who}.',
    command: 'comando sul server',
    usual: 'Nessun testo dell’ente: valgono le condizioni del portale.',
    accepted: 'Pagamenti iniziati con la versione {version}',
  },
  en: {
    title: 'Terms',
    lead: 'Each change makes a new version. Every payment keeps which version was accepted, and when.',
    back_to_services: 'Back to services',
    new: 'Write a new version',
    as_payer: 'See them as a payer',
    version: 'Version {version}',
    current: 'in force',
    since: 'Since {when}, by {who}.',
    command: 'a command on the server',
    usual: 'No text of the organisation: the portal’s own terms hold.',
    accepted: 'Payments begun under version {version}',
  },
  es: {
    title: 'Condiciones',
    lead: 'Cada cambio hace una versión nueva. De cada pago queda escrito qué versión se aceptó, y cuándo.',
    back_to_services: 'Volver a los servicios',
    new: 'Escribir una versión nueva',
    as_payer: 'Ver como quien paga',
    version: 'Versión {version}',
    current: 'en vigor',
    since: 'Desde el {when}, por {who}.',
    command: 'una orden en el servidor',
    usual: 'Sin texto de la entidad: valen las condiciones del portal.',
    accepted: 'Pagos empezados con la versión {version}',
  },
});
