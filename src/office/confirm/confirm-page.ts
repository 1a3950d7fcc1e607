/** Asks somebody who is in to prove again who it is. */
import { actions, button, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { html, type Html } from '../../web/html.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { codeField } from '../sign-in/code-field.ts';
import { passkeyButton } from '../sign-in/passkey-button.ts';
import { confirmTexts } from './confirm.texts.ts';

export type ConfirmQuestion = {
  readonly action: string;
  /** What was posted, to be posted again. */
  readonly fields: readonly (readonly [name: string, value: unknown])[];
  readonly problem: 'wrong' | 'too_many' | null;
  readonly passkeyQuestion: string;
};

export function confirmPage(view: OfficeView, question: ConfirmQuestion): Html {
  const t = confirmTexts(view.language);
  const errors = question.problem ? { confirmation_code: t(question.problem) } : {};
  return officePage(view, {
    title: t('title'),
    hasErrors: question.problem !== null,
    scripts: [view.files.passkeyScript],
    content: html`${errorSummary(view, errors)}
      ${pageHeading(t('title'), t('lead'))}
      ${postForm(
        view,
        question.action,
        html`${question.fields.flatMap(([name, value]) => hidden(name, value))}
          ${codeField(view, 'confirmation_code', errors)}
          ${actions(button(t('go_on')), passkeyButton(view, question.passkeyQuestion))}`,
      )}`,
  });
}

function hidden(name: string, value: unknown): Html[] {
  return (Array.isArray(value) ? value : [value])
    .filter((item) => typeof item === 'string')
    .map((item) => html`<input type="hidden" name="${name}" value="${item}">`);
}
