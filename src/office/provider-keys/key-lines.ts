/** What is shown of keys, and of what their provider said of them. */
import { formatInstant } from '../../core/calendar-date.ts';
import type { KeyHint, ProposedAccount } from '../../organisations/index.ts';
import type { ProviderKeys } from '../../providers/provider.ts';
import { notice } from '../../web/components/notice.ts';
import { html, type Html } from '../../web/html.ts';
import type { OfficeView } from '../office-view.ts';
import { providerKeysTexts } from './provider-keys.texts.ts';

export function keyLines(
  view: OfficeView,
  keys: readonly KeyHint[] | null,
  provider: ProviderKeys | undefined,
): Html {
  const t = providerKeysTexts(view.language);
  if (keys === null) return html`${t('keys_closed')}`;
  return html`<ul class="list-unstyled mb-0">
    ${keys.map(({ name, ending }) => {
      const field = provider?.fields.find((known) => known.name === name);
      const key = field?.label(view.language) ?? name;
      return html`<li>
        ${ending === null ? t('key_there', { key }) : t('key_ending', { key, ending: `…${ending}` })}
      </li>`;
    })}
  </ul>`;
}

const tones = { accepted: 'success', refused: 'danger', unknown: 'warning' } as const;

export function verdictBox(
  view: OfficeView,
  { verdict, triedAt }: Pick<ProposedAccount, 'verdict' | 'triedAt'>,
  provider: ProviderKeys | undefined,
): Html {
  const t = providerKeysTexts(view.language);
  const untried = provider?.fields.filter(({ isTried }) => !isTried) ?? [];
  const content = html`<p>${t(verdict.kind)}</p>
    ${verdict.kind !== 'accepted' && html`<p>${t('answered', { cause: verdict.cause })}</p>`}
    ${
      verdict.kind === 'accepted' &&
      untried.map(({ label }) => html`<p>${t('untried', { key: label(view.language) })}</p>`)
    }`;
  const at = formatInstant(triedAt, view.language, view.timeZone);
  return notice(tones[verdict.kind], content, t('verdict', { at }));
}
