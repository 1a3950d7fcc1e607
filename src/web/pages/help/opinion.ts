/** What stands below every help page: did it help, and who helps if it did not. */
import { actions, linkButton, postForm } from '../../components/action.ts';
import { sheet } from '../../components/columns.ts';
import type { FilledForm } from '../../components/field.ts';
import { textArea } from '../../components/field.ts';
import { announcement } from '../../components/notice.ts';
import type { Html } from '../../html.ts';
import { attribute, html } from '../../html.ts';
import type { View } from '../../view.ts';
import { helpTexts } from './help.texts.ts';

export const mostOpinionWords = 1000;

export type AskedOpinion = {
  readonly action: string;
  readonly form: FilledForm;
  readonly isGiven: boolean;
};

/** Nothing on pages of no organisation: nobody would read the opinion or answer the request. */
export function belowHelp(view: View, asked: AskedOpinion | null): Html | null {
  if (asked === null) return null;
  return html`${experts(view)}${opinion(view, asked)}`;
}

function experts(view: View): Html {
  const t = helpTexts(view.language);
  return sheet(
    html`<h2>${t('unsolved')}</h2>`,
    html`<p>${t('unsolved_text')}</p>`,
    actions(
      linkButton(t('experts'), view.links.assistance),
      linkButton(t('experts_contacts'), `${view.links.help}#contacts`, 'secondary'),
    ),
  );
}

function opinion(view: View, asked: AskedOpinion): Html {
  const t = helpTexts(view.language);
  if (asked.isGiven) return announcement('success', t('opinion_thanks'));
  const hasErrors = Object.keys(asked.form.errors).length > 0;
  const field = {
    name: 'words',
    label: t('opinion_words'),
    hint: t('opinion_hint'),
    maximum: mostOpinionWords,
    lines: 3,
  };
  return sheet(
    html`<h2 id="opinion">${t('opinion')}</h2>`,
    postForm(view, asked.action, [
      actions(choice('yes', t('opinion_yes')), choice('no', t('opinion_no'))),
      html`<details class="mt-3"${attribute('open', hasErrors)}>
        <summary>${t('opinion_more')}</summary>
        <div class="pt-3">${textArea(field, asked.form)}</div>
      </details>`,
    ]),
  );
}

/** Each answer is a button: one click is enough, without scripts too. */
function choice(value: 'yes' | 'no', label: string): Html {
  return html`<button type="submit" class="btn btn-outline-primary" name="helped" value="${value}"
    aria-describedby="opinion">${label}</button>`;
}
