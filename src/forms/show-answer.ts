/** An answer as its readers write it: pages, mails, receipts and lists show answers this way. */
import { calendarDate, formatDate } from '../core/calendar-date.ts';
import { inLanguage } from '../core/localised.ts';
import { texts, type Language } from '../core/texts.ts';
import type { Answer } from './answer.ts';
import { decimal } from './judge-number.ts';

const words = texts({ it: { yes: 'Sì' }, en: { yes: 'Yes' }, es: { yes: 'Sí' } });

export function showAnswer(
  answer: Answer,
  language: Language,
): { readonly label: string; readonly text: string } {
  return { label: inLanguage(answer.label, language), text: textOf(answer, language) };
}

function textOf({ kind, value, shown }: Answer, language: Language): string {
  if (shown) return inLanguage(shown, language);
  if (kind === 'check') return words(language)('yes');
  if (kind === 'number') return decimal(value, language);
  const date = kind === 'date' ? calendarDate(value) : null;
  return date ? formatDate(date, language) : value;
}
