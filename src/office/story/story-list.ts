/** What happened, newest first: what matters open, the inner steps folded. */
import type { StoryLine } from '../../reports/index.ts';
import { valueText } from '../../reports/index.ts';
import { disclosure } from '../../web/components/disclosure.ts';
import { html, type Html } from '../../web/html.ts';
import { showMoney } from '../../web/view.ts';
import { showMoment } from '../lists/cell.ts';
import type { OfficeView } from '../office-view.ts';
import { detailOf, isInner, sentenceOf } from './line-words.ts';
import { storyTexts } from './story.texts.ts';

export type Story = {
  /** In the order in which it happened. */
  readonly lines: readonly StoryLine[];
  /** Names of the staff, by id. */
  readonly people: ReadonlyMap<string, string>;
};

export function storyList(view: OfficeView, { lines, people }: Story): Html {
  const t = storyTexts(view.language);
  const newest = lines.toReversed();
  const steps = newest.filter((line) => isInner(line));
  return html`<p class="small text-secondary">${t('newest_first')}</p>
    ${listOf(
      view,
      newest.filter((line) => !isInner(line)),
      people,
    )}
    ${
      steps.length > 0 &&
      disclosure(t('machinery', { count: steps.length }), listOf(view, steps, people))
    }`;
}

function listOf(view: OfficeView, lines: readonly StoryLine[], people: Story['people']): Html {
  return html`<ol class="it-story">
    ${lines.map((line) => item(view, line, people))}
  </ol>`;
}

function item(view: OfficeView, line: StoryLine, people: Story['people']): Html {
  const t = storyTexts(view.language);
  const who = line.actor && whoIs(view, line.actor, people);
  const beside = [who, detailOf(line, view.language)].filter((text) => text !== null);
  return html`<li>
    <time datetime="${line.at.toISOString()}">${showMoment(view, line.at)}</time>
    <div>
      <p><strong>${sentenceOf(line, view.language, view.names)}</strong>${
        line.amount && html` <span class="it-story-amount">${showMoney(view, line.amount)}</span>`
      }</p>
      ${beside.length > 0 && html`<p class="small text-secondary">${beside.join(' · ')}</p>`}
      ${line.technical && disclosure(t('technical'), html`<code>${line.technical}</code>`)}
    </div>
  </li>`;
}

function whoIs(view: OfficeView, actor: string, people: Story['people']): string {
  if (!actor.startsWith('staff:')) return valueText('actor', actor, view.language);
  const name = actor.slice('staff:'.length);
  return people.get(name) ?? storyTexts(view.language)('command', { name });
}
