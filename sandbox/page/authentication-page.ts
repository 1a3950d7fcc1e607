/** The second page: the payer approves or refuses, as a bank would ask. */
import { frame, summary } from './frame.ts';
import type { PageContext } from './frame.ts';
import { html } from './html.ts';

export function authenticationPage(context: PageContext): string {
  const { session, organisation, t, amount } = context;
  const action = `/pay/${session.id}/authentication`;
  return frame(
    session.language,
    t('authentication_title'),
    html`<h1>${t('authentication_title')}</h1>
<p>${t('authentication_lead', { amount, organisation })}</p>
${summary(context)}
<p>${t('card_used', { digits: session.lastFour ?? '' })}</p>
<form method="post" action="${action}">
<button type="submit" name="answer" value="approve">${t('approve')}</button>
<button type="submit" name="answer" value="refuse" class="quiet">${t('refuse')}</button>
</form>
<form method="post" action="${`/pay/${session.id}/cancel`}">
<button type="submit" class="quiet">${t('cancel')}</button>
</form>`,
  );
}
