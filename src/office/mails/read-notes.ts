/** Notes as they were posted: which they are, and what is wrong with them. */
import type { Language } from '../../core/texts.ts';
import {
  longestNote,
  settingsFaults,
  type Organisation,
  type OrganisationSettings,
  type PayerMail,
} from '../../organisations/index.ts';
import { holdsCardNumber } from '../../web/card-number-guard.ts';
import type { FilledForm } from '../../web/components/field.ts';
import type { PostedFields } from '../../web/posted-fields.ts';
import type { OfficeView } from '../office-view.ts';
import { mailsTexts } from './mails.texts.ts';

type Notes = Partial<Record<Language, string>>;

export function readNotes(
  view: OfficeView,
  organisation: Organisation,
  posted: PostedFields,
): { readonly notes: Notes; readonly form: FilledForm } {
  const notes: Notes = {};
  const values: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const language of view.languages) {
    const name = `note_${language}`;
    const typed = posted[name];
    // Browsers send line ends as two signs, of which people count one.
    const text = typeof typed === 'string' ? typed.replaceAll('\r\n', '\n').trim() : '';
    values[name] = text.slice(0, 4 * longestNote);
    if (text === '') continue;
    notes[language] = text;
    const fault = faultOf(view, organisation, text);
    if (fault !== null) errors[name] = fault;
    // A card number is not sent back either.
    if (holdsCardNumber(text)) values[name] = '';
  }
  return { notes, form: { values, errors } };
}

function faultOf(view: OfficeView, organisation: Organisation, text: string): string | null {
  const t = mailsTexts(view.language);
  if (holdsCardNumber(text)) return t('note_card');
  if (/[<>]/.test(text)) return t('note_markup');
  if (text.length > longestNote) return t('note_long', { most: longestNote });
  const changes = { mail_notes: { receipt: { [view.language]: text } } };
  return settingsFaults(organisation, changes).length > 0 ? t('note_wrong') : null;
}

/** The settings with the notes of one mail replaced; of languages that are not offered now they stay. */
export function notesWith(settings: OrganisationSettings, mail: PayerMail, notes: Notes) {
  const kept = Object.entries(settings.mail_notes[mail] ?? {}).filter(
    ([language]) => !settings.languages.some((offered) => offered === language),
  );
  const ofMail = { ...Object.fromEntries(kept), ...notes };
  const { [mail]: _, ...others } = settings.mail_notes;
  const isEmpty = Object.keys(ofMail).length === 0;
  return { mail_notes: isEmpty ? others : { ...others, [mail]: ofMail } };
}
