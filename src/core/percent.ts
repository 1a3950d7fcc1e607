/** Percentages as decimal texts, and how readers write them. */
import type { Language } from './texts.ts';

/** `2.50` → `2,5`, where a comma is written; without the sign. */
export function formatPercent(percent: string, language: Language): string {
  const short = percent.includes('.') ? percent.replace(/\.?0+$/, '') : percent;
  return language === 'en' ? short : short.replace('.', ',');
}
