/** Where the page of what waits for a second person leads to accounts and keys that wait too. */
import { keysAction } from '../../desk/index.ts';
import type { Approval } from '../../orders/index.ts';
import { isAllowed } from '../../staff/index.ts';
import { href, html, type Html } from '../../web/html.ts';
import { accountsTexts } from '../accounts/accounts.texts.ts';
import type { StaffVisit } from '../office-route.ts';
import { providerKeysTexts } from '../provider-keys/provider-keys.texts.ts';

/** Null where none waits, or whoever looks may not decide about it. */
export function accountsWaiting(
  { view, member }: StaffVisit,
  open: readonly Approval[],
): Html | null {
  if (!isAllowed(member, 'change_accounts')) return null;
  const pages = [
    { action: 'accounts', path: '/settings/accounts', title: accountsTexts(view.language)('title') },
    { action: keysAction, path: '/settings/providers', title: providerKeysTexts(view.language)('title') },
  ]; // prettier-ignore
  const waiting = pages.filter((page) => open.some(({ action }) => action === page.action));
  if (waiting.length === 0) return null;
  return html`<ul class="it-link-list">
    ${waiting.map(({ path, title }) => html`<li><a href="${href(view.office.to(path))}">${title}</a></li>`)}
  </ul>`;
}
