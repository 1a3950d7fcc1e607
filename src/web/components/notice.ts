/** A message set apart from the text around it. */
import type { Content, Html } from '../html.ts';
import { html } from '../html.ts';

export type NoticeKind = 'info' | 'success' | 'warning' | 'danger';

const classes: Readonly<Record<NoticeKind, string>> = {
  info: 'alert alert-info',
  success: 'alert alert-success',
  warning: 'alert alert-warning',
  danger: 'alert alert-danger',
};

export function notice(kind: NoticeKind, content: Content, title?: string): Html {
  return html`<div class="${classes[kind]}">
    ${title !== undefined && html`<h2 class="alert-heading">${title}</h2>`}
    ${typeof content === 'string' ? html`<p>${content}</p>` : content}
  </div>`;
}

/** The answer to something just done on this page: screen readers say it at once. */
export function announcement(kind: NoticeKind, text: string): Html {
  return html`<div class="${classes[kind]}" role="status"><p>${text}</p></div>`;
}
