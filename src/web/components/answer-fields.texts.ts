/** Words around the fields that organisations define. */
import { texts } from '../../core/texts.ts';

export const answerFieldTexts = texts({
  it: {
    optional: '{label} (facoltativo)',
    choose: 'Scelga',
    date_hint: 'Giorno, mese e anno, ad esempio 31/12/2026.',
    only_if_ticked: 'Da compilare solo se ha selezionato «{question}».',
    only_if: 'Da compilare solo se a «{question}» ha risposto {answers}.',
    or: '{one} o {other}',
    quoted: '«{answer}»',
  },
  en: {
    optional: '{label} (optional)',
    choose: 'Choose',
    date_hint: 'Day, month and year, such as 31/12/2026.',
    only_if_ticked: 'To be filled in only if you ticked “{question}”.',
    only_if: 'To be filled in only if you answered {answers} to “{question}”.',
    or: '{one} or {other}',
    quoted: '“{answer}”',
  },
  es: {
    optional: '{label} (opcional)',
    choose: 'Elija',
    date_hint: 'Día, mes y año, por ejemplo 31/12/2026.',
    only_if_ticked: 'Rellénelo solo si ha marcado «{question}».',
    only_if: 'Rellénelo solo si ha respondido {answers} a «{question}».',
    or: '{one} o {other}',
    quoted: '«{answer}»',
  },
});
