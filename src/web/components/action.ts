/** Buttons and links that look like buttons, forms that carry the token, and rows of them. */
import type { Content, Html } from '../html.ts';
import { attribute, href, html } from '../html.ts';
import type { View } from '../view.ts';

export type ActionLook = 'primary' | 'secondary' | 'large';

const classes: Readonly<Record<ActionLook, string>> = {
  primary: 'btn btn-primary',
  secondary: 'btn btn-outline-primary',
  large: 'btn btn-primary btn-lg',
};

export function button(label: string, look: ActionLook = 'primary'): Html {
  return html`<button type="submit" class="${classes[look]}">${label}</button>`;
}

/** Sends the form that it stands in to another address than the form's own. */
export function buttonTo(address: string, label: string, look: ActionLook = 'primary'): Html {
  return html`<button type="submit" class="${classes[look]}" formaction="${href(address)}">${label}</button>`;
}

export function linkButton(label: string, address: string, look: ActionLook = 'primary'): Html {
  return html`<a class="${classes[look]}" href="${href(address)}">${label}</a>`;
}

export function actions(...contents: readonly Content[]): Html {
  return html`<div class="it-actions">${contents}</div>`;
}

/** Prints the page; it is there only with scripts, for without them it could do nothing. */
export function printButton(label: string): Html {
  return html`<button type="button" class="btn btn-outline-primary" data-print hidden>${label}</button>`;
}

/** A form that changes something: guarded against a second click and against other sites. */
export function postForm(view: View, action: string, content: Content): Html {
  return formOf(view, action, content, null);
}

/** The same for a form that brings files. */
export function fileForm(view: View, action: string, content: Content): Html {
  return formOf(view, action, content, 'multipart/form-data');
}

/** The token comes first, so that it is read before any file is. */
function formOf(view: View, action: string, content: Content, encoding: string | null): Html {
  return html`<form method="post" action="${href(action)}" novalidate data-guard${attribute(
    'enctype',
    encoding,
  )}>
    <input type="hidden" name="form_token" value="${view.formToken}">
    ${content}
  </form>`;
}
