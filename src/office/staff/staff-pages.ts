/** The pages on which administrators look after the staff. */
import { languageNames, type Language } from '../../core/texts.ts';
import { serviceNamed } from '../../reports/index.ts';
import { roles, type StaffMember } from '../../staff/index.ts';
import { actions, button, linkButton, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { factList } from '../../web/components/facts.ts';
import { choices, textField, type Choice, type FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement } from '../../web/components/notice.ts';
import { dataTable } from '../../web/components/table.ts';
import { href, html, type Html } from '../../web/html.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { officeTexts } from '../office.texts.ts';
import { staffTexts } from './staff.texts.ts';

/** @param done what was just done, said on top */
export function staffListPage(
  view: OfficeView,
  page: { readonly people: readonly StaffMember[]; readonly done: string | null },
): Html {
  const t = staffTexts(view.language);
  const columns = [t('name'), t('email'), t('role'), t('services'), t('state')];
  const lines = page.people.map((person) => [
    html`<a href="${href(view.office.to(`/staff/${person.id}`))}">${person.name}</a>`,
    person.email,
    officeTexts(view.language)(`role_${person.role}`),
    person.services === null
      ? t('all_services')
      : serviceNamed(person.services.join(', '), view.names, view.language),
    t(stateOf(person)),
  ]);
  return officePage(view, {
    title: t('title'),
    content: html`${page.done && announcement('success', page.done)}
      ${pageHeading(t('title'), t('lead'))}
      ${actions(
        linkButton(t('invite'), view.office.to('/staff/new')),
        linkButton(t('provider'), view.office.to('/staff/provider'), 'secondary'),
      )}
      ${dataTable({ caption: t('title'), isCaptionHidden: true, columns: columns.map((name) => ({ name })), lines })}`,
  });
}

function stateOf(person: StaffMember): 'state_active' | 'state_invited' | 'state_disabled' {
  if (person.disabledAt !== null) return 'state_disabled';
  return person.hasPassword ? 'state_active' : 'state_invited';
}

export function invitePage(view: OfficeView, form: FilledForm): Html {
  const t = staffTexts(view.language);
  return officePage(view, {
    title: t('invite'),
    hasErrors: Object.keys(form.errors).length > 0,
    content: html`${errorSummary(view, form.errors)}
      ${pageHeading(t('invite'), t('invite_lead'))}
      ${postForm(
        view,
        view.office.to('/staff'),
        html`${textField({ name: 'name', label: t('name'), maximum: 100 }, form)}
          ${textField({ name: 'email', label: t('email'), type: 'email' }, form)}
          ${roleFields(view, form)}
          ${choices(
            'language',
            t('language'),
            view.languages.map((language: Language) => ({
              value: language,
              label: languageNames[language],
              isChosen: (form.values['language'] ?? view.language) === language,
            })),
          )}
          ${actions(button(t('send')))}`,
      )}`,
  });
}

function roleFields(view: OfficeView, form: FilledForm): Html {
  const t = staffTexts(view.language);
  const list = roles.map((role) => ({
    value: role,
    label: officeTexts(view.language)(`role_${role}`),
    isChosen: form.values['role'] === role,
  }));
  return html`${choices('role', t('role'), list, { error: form.errors['role'] })}
    ${choices('services', t('services'), serviceBoxes(view, form), { hint: t('services_hint') })}`;
}

/** Every service by its name, and those that somebody is let into though they are not there any more. */
function serviceBoxes(view: OfficeView, form: FilledForm): Choice[] {
  const chosen = (form.values['services'] ?? '').split(', ').filter((id) => id !== '');
  const known = ['invoices', ...view.names.services.keys(), ...chosen];
  return [...new Set(known)].map((id) => ({
    value: id,
    label: serviceNamed(id, view.names, view.language),
    isChosen: chosen.includes(id),
    isMultiple: true,
  }));
}

/** @param problem why the last deed was refused */
export function personPage(
  view: OfficeView,
  page: {
    readonly person: StaffMember;
    readonly done: string | null;
    readonly problem: string | null;
  },
): Html {
  const t = staffTexts(view.language);
  const { person } = page;
  const errors: Readonly<Record<string, string>> = page.problem ? { role: page.problem } : {};
  const form = {
    values: { role: person.role, services: person.services?.join(', ') ?? '' },
    errors,
  };
  const deed = (path: string, label: string): Html =>
    postForm(view, view.office.to(`/staff/${person.id}/${path}`), button(label, 'secondary'));
  return officePage(view, {
    title: person.name,
    hasErrors: page.problem !== null,
    content: html`${page.done && announcement('success', page.done)}
      ${errorSummary(view, form.errors)}
      ${pageHeading(person.name)}
      ${factList([
        [t('email'), person.email],
        [t('state'), t(stateOf(person))],
      ])}
      <section>
        <h2>${t('change_role')}</h2>
        <p>${t('change_role_lead')}</p>
        ${postForm(
          view,
          view.office.to(`/staff/${person.id}/role`),
          html`${roleFields(view, form)}${actions(button(t('change_role')))}`,
        )}
      </section>
      <section>
        <h2>${t('access')}</h2>
        <p>${t('reset_lead')}</p>
        <div class="it-actions">
          ${deed('second-factor', t('reset'))}
          ${deed('sessions', t('end_sessions'))}
          ${
            person.disabledAt === null ? deed('disable', t('disable')) : deed('enable', t('enable'))
          }
        </div>
      </section>`,
  });
}
