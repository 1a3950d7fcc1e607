/** Words about files that come with a form, and of what no form takes. */
import { texts } from '../../core/texts.ts';

export const attachmentTexts = texts({
  it: {
    files: 'Documenti (facoltativo)',
    files_hint: 'Al massimo {most} file PDF, JPEG o PNG, ciascuno fino a {size} MB.',
    files_too_many: 'Al massimo {most} file.',
    files_too_large: 'Un file è più grande di {size} MB.',
    files_wrong: 'Si possono allegare solo file PDF, JPEG o PNG.',
    files_again: 'Alleghi di nuovo i documenti: il browser non li ricorda.',
    files_full:
      'In questo momento non possiamo ricevere documenti. Invii la richiesta senza: potrà aggiungerli più tardi dalla sua pagina.',
    attachments: 'Allegati',
    kilobytes: '{size} kB',
    card_number:
      'Qui non va il numero della carta: non lo abbiamo conservato. Riscriva il testo senza quel numero.',
  },
  en: {
    files: 'Documents (optional)',
    files_hint: 'At most {most} PDF, JPEG or PNG files, each up to {size} MB.',
    files_too_many: 'At most {most} files.',
    files_too_large: 'A file is larger than {size} MB.',
    files_wrong: 'Only PDF, JPEG or PNG files can be attached.',
    files_again: 'Please attach the documents again: browsers do not remember them.',
    files_full:
      'We cannot take documents at the moment. Send the request without them: you can add them later on its page.',
    attachments: 'Attachments',
    kilobytes: '{size} kB',
    card_number:
      'The card number does not go here: we have not kept it. Write the text again without that number.',
  },
  es: {
    files: 'Documentos (opcional)',
    files_hint: 'Como máximo {most} archivos PDF, JPEG o PNG, cada uno de hasta {size} MB.',
    files_too_many: 'Como máximo {most} archivos.',
    files_too_large: 'Un archivo ocupa más de {size} MB.',
    files_wrong: 'Solo se pueden adjuntar archivos PDF, JPEG o PNG.',
    files_again: 'Adjunte de nuevo los documentos: el navegador no los recuerda.',
    files_full:
      'En este momento no podemos recibir documentos. Envíe la solicitud sin ellos: podrá añadirlos más tarde en su página.',
    attachments: 'Adjuntos',
    kilobytes: '{size} kB',
    card_number:
      'Aquí no va el número de la tarjeta: no lo hemos guardado. Escriba de nuevo el texto sin ese número.',
  },
});
