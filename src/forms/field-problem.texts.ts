/** What is said about a field that was not filled as it asks; `{label}` is the field's own name. */
import { texts } from '../core/texts.ts';

const english = {
  missing: '{label}: this must be filled in.',
  not_chosen: '{label}: choose one of the answers.',
  not_ticked: '{label}: this box must be ticked to go on.',
  too_short: '{label}: write at least {least} characters.',
  too_long: '{label}: write at most {most} characters.',
  signs: '{label}: it holds characters that cannot be kept. Please type it anew.',
  pattern:
    '{label}: write it like {pattern}, where 9 stands for a digit, A for a letter and * for either.',
  number: '{label}: write a number in digits, such as {example}.',
  whole_number: '{label}: write a whole number in digits, such as 12.',
  decimals: '{label}: write at most {decimals} decimals.',
  too_small: '{label}: the number must be at least {least}.',
  too_large: '{label}: the number must be at most {most}.',
  date: '{label}: write a whole date that exists, such as 31/12/2026.',
  too_early: '{label}: the date must be {from} or later.',
  too_late: '{label}: the date must be {to} or earlier.',
  choice: '{label}: choose one of the answers in the list.',
  tax_code_shape: '{label}: this is not a code that we know. Write one of: {kinds}.',
  tax_code_control:
    '{label}: a character is mistyped, the control character does not fit. Check the code.',
  tax_code_kind: '{label}: this kind of code is not taken here. Write one of: {kinds}.',
  email: '{label}: write a whole e-mail address, such as name@example.com.',
  iban: '{label}: write the whole IBAN; one of its characters is wrong or missing.',
  plate: '{label}: write the plate with its letters and digits, such as AB123CD.',
  it_cf: 'Italian tax code (16 characters)',
  it_vat: 'Italian VAT number (11 digits)',
  es_nif: 'Spanish NIF',
  es_nie: 'Spanish NIE',
  es_cif: 'Spanish NIF of a company',
};

export type FieldProblemKey = keyof typeof english;

export const fieldProblemTexts = texts({
  en: english,
  it: {
    missing: '{label}: questo dato è obbligatorio.',
    not_chosen: '{label}: scelga una delle risposte.',
    not_ticked: '{label}: per proseguire occorre selezionare questa casella.',
    too_short: '{label}: scriva almeno {least} caratteri.',
    too_long: '{label}: scriva al massimo {most} caratteri.',
    signs: '{label}: contiene caratteri che non si possono conservare. Lo scriva di nuovo.',
    pattern:
      '{label}: lo scriva come {pattern}, dove 9 sta per una cifra, A per una lettera e * per l’una o l’altra.',
    number: '{label}: scriva un numero in cifre, ad esempio {example}.',
    whole_number: '{label}: scriva un numero intero in cifre, ad esempio 12.',
    decimals: '{label}: scriva al massimo {decimals} decimali.',
    too_small: '{label}: il numero deve essere almeno {least}.',
    too_large: '{label}: il numero deve essere al massimo {most}.',
    date: '{label}: scriva una data completa che esista, ad esempio 31/12/2026.',
    too_early: '{label}: la data deve essere il {from} o successiva.',
    too_late: '{label}: la data deve essere il {to} o precedente.',
    choice: '{label}: scelga una delle risposte dell’elenco.',
    tax_code_shape:
      '{label}: questo codice non ha una forma che conosciamo. Scriva uno di questi: {kinds}.',
    tax_code_control:
      '{label}: c’è un carattere sbagliato, il carattere di controllo non torna. Ricontrolli il codice.',
    tax_code_kind:
      '{label}: qui non si accetta un codice di questo tipo. Scriva uno di questi: {kinds}.',
    email: '{label}: scriva un indirizzo di posta completo, ad esempio nome@esempio.it.',
    iban: '{label}: scriva l’IBAN per intero; un carattere è sbagliato o manca.',
    plate: '{label}: scriva la targa con le sue lettere e cifre, ad esempio AB123CD.',
    it_cf: 'codice fiscale (16 caratteri)',
    it_vat: 'partita IVA (11 cifre)',
    es_nif: 'NIF spagnolo',
    es_nie: 'NIE spagnolo',
    es_cif: 'NIF spagnolo di una società',
  },
  es: {
    missing: '{label}: este dato es obligatorio.',
    not_chosen: '{label}: elija una de las respuestas.',
    not_ticked: '{label}: para continuar hay que marcar esta casilla.',
    too_short: '{label}: escriba al menos {least} caracteres.',
    too_long: '{label}: escriba como máximo {most} caracteres.',
    signs: '{label}: contiene caracteres que no se pueden guardar. Escríbalo de nuevo.',
    pattern:
      '{label}: escríbalo como {pattern}, donde 9 es una cifra, A una letra y * cualquiera de las dos.',
    number: '{label}: escriba un número con cifras, por ejemplo {example}.',
    whole_number: '{label}: escriba un número entero con cifras, por ejemplo 12.',
    decimals: '{label}: escriba como máximo {decimals} decimales.',
    too_small: '{label}: el número debe ser como mínimo {least}.',
    too_large: '{label}: el número debe ser como máximo {most}.',
    date: '{label}: escriba una fecha completa que exista, por ejemplo 31/12/2026.',
    too_early: '{label}: la fecha debe ser el {from} o posterior.',
    too_late: '{label}: la fecha debe ser el {to} o anterior.',
    choice: '{label}: elija una de las respuestas de la lista.',
    tax_code_shape:
      '{label}: este código no tiene una forma que conozcamos. Escriba uno de estos: {kinds}.',
    tax_code_control:
      '{label}: hay un carácter equivocado, el carácter de control no coincide. Revise el código.',
    tax_code_kind:
      '{label}: aquí no se admite un código de este tipo. Escriba uno de estos: {kinds}.',
    email: '{label}: escriba una dirección de correo completa, por ejemplo nombre@ejemplo.es.',
    iban: '{label}: escriba el IBAN completo; hay un carácter equivocado o falta alguno.',
    plate: '{label}: escriba la matrícula con sus letras y cifras, por ejemplo 1234BCD.',
    it_cf: 'codice fiscale italiano (16 caracteres)',
    it_vat: 'número de IVA italiano (11 cifras)',
    es_nif: 'NIF',
    es_nie: 'NIE',
    es_cif: 'NIF de una empresa',
  },
});
