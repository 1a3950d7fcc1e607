/** What every mail has around its own words: the test warning before; the organisation's note and whom to ask after. */
import type { Language } from '../../core/texts.ts';
import type { OrganisationSettings, PayerMail } from '../../organisations/index.ts';
import { writeContent } from '../message-content.ts';
import type { Block, MessageContent } from '../message-content.ts';
import { paymentDetailTexts } from './payment-detail.texts.ts';
import { linesOf } from './words-of-people.ts';

/** What a template makes of its payload. */
export type MailDraft = {
  /** Whose note the mail carries; null where it is not for payers. */
  readonly note: PayerMail | null;
  readonly mode: 'test' | 'live';
  readonly subject: string;
  readonly blocks: readonly Block[];
  /** Where the reader may ask; null leaves that sentence out. */
  readonly questionsTo: string | null;
};

export type MailNotes = OrganisationSettings['mail_notes'];

export function frame(language: Language, mail: MailDraft, notes: MailNotes): MessageContent {
  const t = paymentDetailTexts(language);
  const isTest = mail.mode === 'test';
  const questions = mail.questionsTo ? `${t('questions', { email: mail.questionsTo })} ` : '';
  const note = mail.note && notes[mail.note]?.[language];
  const blocks: Block[] = [
    ...(isTest ? [{ kind: 'warning', words: t('test') } as const] : []),
    ...mail.blocks,
    ...linesOf(note ?? '').map((words) => ({ kind: 'paragraph', words }) as const),
    { kind: 'paragraph', words: `${questions}${t('automatic')}` },
  ];
  const subject = isTest ? t('test_subject', { subject: mail.subject }) : mail.subject;
  return writeContent(language, subject, blocks);
}
