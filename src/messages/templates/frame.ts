/** What every mail has around its own words: the test warning before, whom to ask after. */
import type { Language } from '../../core/texts.ts';
import { writeContent } from '../message-content.ts';
import type { Block, MessageContent } from '../message-content.ts';
import { paymentDetailTexts } from './payment-detail.texts.ts';

export function frame(
  language: Language,
  mail: {
    readonly mode: 'test' | 'live';
    readonly subject: string;
    readonly blocks: readonly Block[];
    /** Where the reader may ask; null leaves that sentence out. */
    readonly questionsTo: string | null;
  },
): MessageContent {
  const t = paymentDetailTexts(language);
  const isTest = mail.mode === 'test';
  const questions = mail.questionsTo ? `${t('questions', { email: mail.questionsTo })} ` : '';
  const blocks: Block[] = [
    ...(isTest ? [{ kind: 'warning', words: t('test') } as const] : []),
    ...mail.blocks,
    { kind: 'paragraph', words: `${questions}${t('automatic')}` },
  ];
  const subject = isTest ? t('test_subject', { subject: mail.subject }) : mail.subject;
  return writeContent(language, subject, blocks);
}
