/** A payment or a due on one page: its facts, what can be done, and everything that happened, in order. */
import {
  columnTexts,
  valueText,
  type ListRow,
  type Selection,
  type StoryLine,
  type Vocabulary,
} from '../../reports/index.ts';
import { isAllowed } from '../../staff/index.ts';
import { actions, linkButton } from '../../web/components/action.ts';
import { factList } from '../../web/components/facts.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { dataTable } from '../../web/components/table.ts';
import { href, html, type Content, type Html } from '../../web/html.ts';
import { showMoney } from '../../web/view.ts';
import { cellContent, showMoment } from '../lists/cell.ts';
import { listAddress } from '../lists/list-address.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { dueDeeds, paymentDeeds } from './deeds.ts';
import { storyTexts } from './story.texts.ts';

export type Told = {
  readonly about: 'payment' | 'due';
  readonly id: string;
  /** Every column of its row in the list. */
  readonly selection: Selection;
  readonly row: ListRow;
  readonly lines: readonly StoryLine[];
  /** Names of the staff, by id. */
  readonly people: ReadonlyMap<string, string>;
};

export function storyPage(view: OfficeView, told: Told): Html {
  const t = storyTexts(view.language);
  const { about, id } = told;
  const title = t(about, { id: `…${id.slice(-8)}` });
  const linked =
    about === 'payment'
      ? { label: t('linked_lines'), address: listAddress(view, 'allocations', [['payment', id]]) }
      : { label: t('linked_payments'), address: listAddress(view, 'payments', [['due', id]]) };
  return officePage(view, {
    title,
    content: html`${pageHeading(title, html`<code>${id}</code>`)}
      ${deedButtons(view, told)}
      <section>
        <h2>${t('facts')}</h2>
        ${factList(facts(view, told))}
        <p><a href="${href(linked.address)}">${linked.label}</a></p>
      </section>
      <section>
        <h2>${t('story')}</h2>
        <div class="it-wide-table">${storyTable(view, told)}</div>
      </section>`,
  });
}

function deedButtons(view: OfficeView, { about, id }: Told): Html | null {
  const { member } = view;
  const deeds = about === 'payment' ? paymentDeeds : dueDeeds;
  const allowed = deeds.filter(({ permission }) => member && isAllowed(member, permission));
  if (allowed.length === 0) return null;
  return actions(
    ...allowed.map(({ label, path }) =>
      linkButton(label(view.language), view.office.to(path(id)), 'secondary'),
    ),
  );
}

function facts(view: OfficeView, { selection, row }: Told): [string, Content][] {
  const t = columnTexts(view.language);
  return selection.columns.flatMap((column, index) => {
    const cell = row.cells[index] ?? null;
    const isNothing = cell === null || (column.kind === 'money' && cell === '0');
    if (isNothing || column.opens !== null) return [];
    return [[t(column.name), cellContent(view, column, cell, row.currency)]];
  });
}

function storyTable(view: OfficeView, { lines, people }: Told): Html {
  const t = storyTexts(view.language);
  return dataTable({
    caption: t('story'),
    columns: [
      { name: t('when') },
      { name: t('what') },
      { name: t('amount'), isAmount: true },
      { name: t('who') },
      { name: t('detail') },
    ],
    lines: lines.map((line) => [
      showMoment(view, line.at),
      t(line.kind, { word: wordOf(view, line) }),
      line.amount && showMoney(view, line.amount),
      line.actor && whoIs(view, line.actor, people),
      line.detail,
    ]),
  });
}

const vocabularies: Partial<Record<StoryLine['kind'], Vocabulary>> = {
  attempt_event: 'attempt_state',
  suspense: 'suspense_reason',
  refund_ended: 'refund_state',
  mail_written: 'template',
  mail_delivery: 'delivery',
};

function wordOf(view: OfficeView, { kind, word }: StoryLine): string {
  const vocabulary = vocabularies[kind];
  if (word === null) return '';
  return vocabulary === undefined ? word : valueText(vocabulary, word, view.language);
}

function whoIs(view: OfficeView, actor: string, people: ReadonlyMap<string, string>): string {
  const person = actor.startsWith('staff:') ? people.get(actor.slice('staff:'.length)) : undefined;
  return person ?? valueText('actor', actor, view.language);
}
