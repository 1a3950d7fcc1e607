/** Words of the search for a due by the number of its notice. */
import { texts } from '../../core/texts.ts';

export const findNoticeTexts = texts({
  it: {
    title: 'Paga un avviso',
    lead: 'Basta il numero stampato sull’avviso.',
    number: 'Numero dell’avviso',
    number_hint: 'Inizia con RF. Spazi e maiuscole non contano.',
    submit: 'Trova l’avviso',
    number_missing: 'Scriva il numero dell’avviso.',
    number_wrong:
      'Questo numero contiene un errore di battitura: lo confronti con l’avviso, un gruppo alla volta.',
    number_shape:
      'Non è il numero di un avviso: inizia con RF e due cifre, per esempio RF18 5390 0754.',
    not_found_title: 'Nessun avviso con questo numero',
    not_found_copy: 'Il numero è scritto bene, ma qui non c’è un avviso con questo numero.',
    not_found_other: 'L’avviso può essere di un altro ente: controlli chi lo ha mandato.',
    not_found_new: 'Un avviso appena ricevuto può comparire il giorno dopo.',
    invoice: 'Ha una fattura? La cerchi qui',
  },
  en: {
    title: 'Pay a notice',
    lead: 'The number printed on the notice is enough.',
    number: 'Notice number',
    number_hint: 'It begins with RF. Blanks and capitals do not matter.',
    submit: 'Find the notice',
    number_missing: 'Type the number of the notice.',
    number_wrong: 'This number has a typing slip: compare it with the notice, one group at a time.',
    number_shape:
      'This is not the number of a notice: it begins with RF and two digits, for example RF18 5390 0754.',
    not_found_title: 'No notice with this number',
    not_found_copy: 'The number is typed well, but there is no notice with this number here.',
    not_found_other: 'The notice may be from somebody else: look at who sent it.',
    not_found_new: 'A notice that has just arrived may show up a day later.',
    invoice: 'You have an invoice? Find it here',
  },
  es: {
    title: 'Pagar un aviso',
    lead: 'Basta con el número impreso en el aviso.',
    number: 'Número del aviso',
    number_hint: 'Empieza por RF. Los espacios y las mayúsculas no importan.',
    submit: 'Buscar el aviso',
    number_missing: 'Escriba el número del aviso.',
    number_wrong: 'Este número tiene un error de escritura: compárelo con el aviso, grupo a grupo.',
    number_shape:
      'No es el número de un aviso: empieza por RF y dos cifras, por ejemplo RF18 5390 0754.',
    not_found_title: 'Ningún aviso con este número',
    not_found_copy: 'El número está bien escrito, pero aquí no hay ningún aviso con ese número.',
    not_found_other: 'El aviso puede ser de otra entidad: compruebe quién lo envió.',
    not_found_new: 'Un aviso recién recibido puede aparecer al día siguiente.',
    invoice: '¿Tiene una factura? Búsquela aquí',
  },
});
