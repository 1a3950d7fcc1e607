/** The frame of every page: the head, the notice that this is a test, and the summary of what is paid. */
import { formatAmount } from '../money.ts';
import type { PageLanguage, Session } from '../session.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { textsIn } from './page.texts.ts';
import type { Translate } from './page.texts.ts';

export type PageContext = {
  readonly session: Session;
  /** Who is paid. */
  readonly organisation: string;
  readonly t: Translate;
  /** As the readers of the page write it. */
  readonly amount: string;
};

export function pageContext(session: Session, organisation: string): PageContext {
  const amount = formatAmount(session.amount, session.currency, session.language);
  return { session, organisation, t: textsIn(session.language), amount };
}

export function frame(language: PageLanguage, title: string, main: Html): string {
  const t = textsIn(language);
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – ${t('provider_name')}</title>
<link rel="stylesheet" href="/pay/page.css">
<link rel="icon" href="data:,">
</head>
<body>
<header>
<p class="name">${t('provider_name')}</p>
<p class="test">${t('test_banner')}</p>
</header>
<main>
${main}
</main>
</body>
</html>
`.text;
}

export function summary({ session, organisation, t, amount }: PageContext): Html {
  return html`<dl class="summary">
<div><dt>${t('pay_to')}</dt><dd>${organisation}</dd></div>
<div><dt>${t('description')}</dt><dd>${session.description}</dd></div>
<div><dt>${t('amount')}</dt><dd class="amount">${amount}</dd></div>
</dl>`;
}

/** A page that only tells something, with a way back when there is one. */
export function notice(
  language: PageLanguage,
  title: string,
  lead: string,
  back: Html | null,
): string {
  return frame(language, title, html`<h1>${title}</h1>\n<p>${lead}</p>\n${back}`);
}
