/** The page where the payer types the card; it works without scripts and says what is wrong at the top. */
import type { Brand } from '../session.ts';
import { fieldNames } from './card-form.ts';
import type { FieldErrors, FieldName, TypedCard } from './card-form.ts';
import { frame, summary } from './frame.ts';
import type { PageContext } from './frame.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { TextKey } from './page.texts.ts';

export const brandNames: Readonly<Record<Brand, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  maestro: 'Maestro',
};

export type CardPageState = {
  readonly typed: TypedCard;
  readonly errors: FieldErrors;
  /** Set when the brand of the card was refused; names it. */
  readonly refusedBrand: string | null;
};

export function cardPage(context: PageContext, state: CardPageState): string {
  const { session, t, amount } = context;
  const brands = session.acceptedBrands.map((brand) => brandNames[brand]).join(', ');
  const errors = errorTexts(context, state);
  const hasErrors = Object.keys(errors).length > 0;
  const title = hasErrors ? t('error_title', { title: t('page_title') }) : t('page_title');
  const field = fieldOf(context, state, errors);
  const action = `/pay/${session.id}`;
  return frame(
    session.language,
    title,
    html`${hasErrors && errorSummary(context, errors)}
<h1>${t('page_title')}</h1>
${summary(context)}
<form method="post" action="${action}" novalidate>
<p id="accepted">${t('accepted', { brands })}</p>
${field('number', { autocomplete: 'cc-number', inputmode: 'numeric', describedBy: 'accepted' })}
${field('holder', { autocomplete: 'cc-name' })}
<div class="pair">
${field('expiry', { autocomplete: 'cc-exp', inputmode: 'numeric', hint: 'expiry_hint' })}
${field('code', { autocomplete: 'cc-csc', inputmode: 'numeric', hint: 'code_hint' })}
</div>
${field('email', { autocomplete: 'email', inputmode: 'email', hint: 'email_hint' })}
<button type="submit">${t('pay', { amount })}</button>
</form>
<form method="post" action="${`${action}/cancel`}">
<button type="submit" class="quiet">${t('cancel')}</button>
</form>`,
  );
}

type ErrorTexts = Partial<Record<FieldName, string>>;

function errorTexts({ t }: PageContext, state: CardPageState): ErrorTexts {
  const errors: ErrorTexts = {};
  for (const name of fieldNames) {
    const key = state.errors[name];
    if (key) errors[name] = t(key);
  }
  if (state.refusedBrand) errors.number = t('brand_refused', { brand: state.refusedBrand });
  return errors;
}

function errorSummary({ t }: PageContext, errors: ErrorTexts): Html {
  const items = fieldNames.flatMap((name) => {
    const text = errors[name];
    return text ? [html`<li><a href="${`#${name}`}">${text}</a></li>`] : [];
  });
  return html`<div class="errors" role="alert" aria-labelledby="errors-heading" tabindex="-1" autofocus>
<h2 id="errors-heading">${t('errors_heading')}</h2>
<ul>${items}</ul>
</div>`;
}

type FieldOptions = {
  readonly autocomplete: string;
  readonly inputmode?: string;
  readonly hint?: TextKey;
  readonly describedBy?: string;
};

type Field = (name: FieldName, options: FieldOptions) => Html;

/** The security code is never written back into the page. */
function fieldOf({ t }: PageContext, { typed }: CardPageState, errors: ErrorTexts): Field {
  return (name, { autocomplete, inputmode = 'text', hint, describedBy }) => {
    const error = errors[name];
    const described = [hint && `${name}-hint`, describedBy, error && `${name}-error`];
    const value = name === 'code' ? '' : typed[name];
    return html`<div class="${error ? 'field wrong' : 'field'}">
<label for="${name}">${t(name)}</label>
${hint ? html`<p class="hint" id="${`${name}-hint`}">${t(hint)}</p>` : null}
${error ? html`<p class="error" id="${`${name}-error`}">${error}</p>` : null}
<input id="${name}" name="${name}" value="${value}" autocomplete="${autocomplete}"
 inputmode="${inputmode}" spellcheck="false"${name === 'email' ? null : html` required`}
 aria-invalid="${error ? 'true' : 'false'}" aria-describedby="${described.filter(Boolean).join(' ')}">
</div>`;
  };
}
