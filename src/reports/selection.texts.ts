/** What is wrong with what somebody asked of a list. */
import { texts } from '../core/texts.ts';

const en = {
  unknown_parameter: 'There is no such filter here: {parameter}',
  unknown_value: 'This choice does not exist',
  not_a_date: 'Write the date as day/month/year, for example 31/3/2026',
  not_an_amount: 'Write the amount in figures, for example 12.50',
  not_a_currency: 'There is no such currency',
  wrong_order: 'The end lies before the beginning',
  too_short: 'Write at least three letters or figures',
  too_long: 'This is too long',
  given_twice: 'Choose one value only',
};

export type SelectionProblem = keyof typeof en;

const it: Record<SelectionProblem, string> = {
  unknown_parameter: 'Questo filtro non esiste: {parameter}',
  unknown_value: 'Questa scelta non esiste',
  not_a_date: 'Scriva la data come giorno/mese/anno, per esempio 31/3/2026',
  not_an_amount: 'Scriva l’importo in cifre, per esempio 12,50',
  not_a_currency: 'Questa valuta non esiste',
  wrong_order: 'La fine precede l’inizio',
  too_short: 'Scriva almeno tre lettere o cifre',
  too_long: 'Il testo è troppo lungo',
  given_twice: 'Scelga un solo valore',
};

const es: Record<SelectionProblem, string> = {
  unknown_parameter: 'Este filtro no existe: {parameter}',
  unknown_value: 'Esta opción no existe',
  not_a_date: 'Escriba la fecha como día/mes/año, por ejemplo 31/3/2026',
  not_an_amount: 'Escriba el importe en cifras, por ejemplo 12,50',
  not_a_currency: 'Esta moneda no existe',
  wrong_order: 'El final es anterior al inicio',
  too_short: 'Escriba al menos tres letras o cifras',
  too_long: 'El texto es demasiado largo',
  given_twice: 'Elija un solo valor',
};

export const problemTexts = texts<SelectionProblem>({ en, it, es });
