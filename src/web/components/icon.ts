/** The few pictures that pages use, drawn here so that no file has to be fetched for them. */
import type { Html } from '../html.ts';
import { html } from '../html.ts';

export type IconName = keyof typeof drawings;

const drawings = {
  check: html`<path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 18.5a8.5 8.5 0 1 1 0-17 8.5 8.5 0 0 1 0 17Zm-1.4-5.6-3-3 1.1-1.1 1.9 1.9 4.7-4.7 1.1 1.1z" />`,
  cross: html`<path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 18.5a8.5 8.5 0 1 1 0-17 8.5 8.5 0 0 1 0 17Zm1.1-8.5 2.7 2.7-1.1 1.1-2.7-2.7-2.7 2.7-1.1-1.1 2.7-2.7-2.7-2.7 1.1-1.1 2.7 2.7 2.7-2.7 1.1 1.1z" />`,
  clock: html`<path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 18.5a8.5 8.5 0 1 1 0-17 8.5 8.5 0 0 1 0 17Zm.8-8.8 3.3 2-.8 1.3-4-2.4V6.5h1.5z" />`,
  warning: html`<path d="M12 2.5 1.5 20.5h21zm0 3 7.9 13.5H4.1zm-.8 4.5h1.6v5h-1.6zm0 6h1.6v1.6h-1.6z" />`,
  information: html`<path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 18.5a8.5 8.5 0 1 1 0-17 8.5 8.5 0 0 1 0 17ZM11.2 7h1.6v1.7h-1.6zm0 3.2h1.6V17h-1.6z" />`,
  arrow: html`<path d="m13.5 5.5 6.5 6.5-6.5 6.5-1.1-1.1 4.7-4.7H4v-1.5h13.1l-4.7-4.7z" />`,
} as const;

/** `tone` colours it; a picture never says alone what the text beside it does not. */
export function icon(
  name: IconName,
  tone: 'success' | 'danger' | 'warning' | 'primary' | 'text' = 'text',
): Html {
  const classes = {
    success: 'icon icon-success',
    danger: 'icon icon-danger',
    warning: 'icon icon-warning',
    primary: 'icon icon-primary',
    text: 'icon icon-sm',
  };
  return html`<svg class="${classes[tone]}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${drawings[name]}
  </svg>`;
}
