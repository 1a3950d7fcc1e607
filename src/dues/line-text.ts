/** The words of a line of a due: its own, or ours where the day made it. */
import type { Language } from '../core/texts.ts';
import type { DueLine } from './due-detail.ts';
import { lineTexts } from './line.texts.ts';

/** Lines that the day made are told in the reader's language, all others as they were written. */
export function lineText(line: DueLine, language: Language): string {
  const t = lineTexts(language);
  return line.kind === 'early' || line.kind === 'late' ? t(line.kind) : line.text;
}
