/** To somebody of the staff: an example of a mail that payers get, marked as one. */
import { z } from 'zod';
import type { Language } from '../../core/texts.ts';
import { draftExample } from '../examples/draft-example.ts';
import { exampleFacts, mailExamples } from '../examples/example-facts.ts';
import { exampleTexts } from '../examples/example.texts.ts';
import type { MailDraft } from './frame.ts';

export const mailExamplePayload = z.object({ example: z.enum(mailExamples), facts: exampleFacts });

export function writeMailExample(
  { example, facts }: z.output<typeof mailExamplePayload>,
  language: Language,
): MailDraft {
  const t = exampleTexts(language);
  const draft = draftExample(example, facts, language);
  return {
    ...draft,
    subject: t('subject', { subject: draft.subject }),
    blocks: [{ kind: 'warning', words: t('warning') }, ...draft.blocks],
  };
}
