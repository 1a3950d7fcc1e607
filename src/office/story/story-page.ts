/** A payment or a due on one page: its facts, what can be done, and everything that happened. */
import { money } from '../../core/money.ts';
import {
  columnTexts,
  type Column,
  type ColumnName,
  type CoveredDue,
  type ListRow,
  type Selection,
} from '../../reports/index.ts';
import { isAllowed } from '../../staff/index.ts';
import { actions, linkButton } from '../../web/components/action.ts';
import { disclosure } from '../../web/components/disclosure.ts';
import { factList, type Fact } from '../../web/components/facts.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { href, html, type Content, type Html } from '../../web/html.ts';
import { showMoney } from '../../web/view.ts';
import { cellContent } from '../lists/cell.ts';
import { listAddress } from '../lists/list-address.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { dueDeeds, paymentDeeds } from './deeds.ts';
import { cardText } from './line-words.ts';
import { storyList, type Story } from './story-list.ts';
import { storyTexts } from './story.texts.ts';

export type Told = Story & {
  readonly about: 'payment' | 'due';
  readonly id: string;
  /** Every column of its row in the list. */
  readonly selection: Selection;
  readonly row: ListRow;
  /** What a payment is for. */
  readonly covered: readonly CoveredDue[];
};

export function storyPage(view: OfficeView, told: Told): Html {
  const t = storyTexts(view.language);
  const { about, id } = told;
  const title = titleOf(view, told);
  const linked =
    about === 'payment'
      ? { label: t('linked_lines'), address: listAddress(view, 'allocations', [['payment', id]]) }
      : { label: t('linked_payments'), address: listAddress(view, 'payments', [['due', id]]) };
  const codes = factsOf(view, told, (name) => codeColumns.has(name));
  return officePage(view, {
    title,
    content: html`${pageHeading(title, html`${t(about)} <code>${id}</code>`)}
      ${deedButtons(view, told)}
      <section>
        <h2>${t('facts')}</h2>
        ${factList([...coveredFact(view, told), ...factsOf(view, told, isWorthShowing(told))])}
        ${codes.length > 0 && disclosure(t('codes'), factList(codes))}
        <p><a href="${href(linked.address)}">${linked.label}</a></p>
      </section>
      <section>
        <h2>${t('story')}</h2>
        ${storyList(view, told)}
      </section>`,
  });
}

/** `Giuseppe Verdi, €117.12`. */
function titleOf(view: OfficeView, told: Told): string {
  const isPayment = told.about === 'payment';
  const names: ColumnName[] = isPayment ? ['payer_names', 'email'] : ['customer_name', 'reason'];
  const who = names.map((name) => cellOf(told, name)).find((cell) => cell !== null);
  const amount = cellOf(told, isPayment ? 'total' : 'amount');
  const { currency } = told.row;
  const shown = amount && currency && showMoney(view, money(BigInt(amount), currency));
  return [who, shown].filter(Boolean).join(', ');
}

function cellOf({ selection, row }: Told, name: ColumnName): string | null {
  const index = selection.columns.findIndex((column) => column.name === name);
  return row.cells[index] ?? null;
}

function deedButtons(view: OfficeView, told: Told): Html | null {
  const { member } = view;
  const { about, id } = told;
  const deeds = about === 'payment' ? paymentDeeds : dueDeeds;
  const allowed = deeds.filter(
    ({ permission, fits }) =>
      member && isAllowed(member, permission) && (fits?.((name) => cellOf(told, name)) ?? true),
  );
  if (allowed.length === 0) return null;
  return actions(
    ...allowed.map(({ label, path }) =>
      linkButton(label(view.language), view.office.to(path(id)), 'secondary'),
    ),
  );
}

/** What names it in the systems of others. */
const codeColumns: ReadonlySet<ColumnName> = new Set([
  'attempt_id',
  'provider',
  'provider_reference',
]);

/** What stands elsewhere on the page. */
const elsewhere: Readonly<Record<Told['about'], ReadonlySet<ColumnName>>> = {
  payment: new Set(['currency', 'payer_names', 'invoice_numbers', 'paid_on', 'total']),
  due: new Set(['currency', 'customer_name']),
};

/** Without what another fact says already: the whole was taken, paid, or is still open. */
function isWorthShowing(told: Told): (name: ColumnName) => boolean {
  const repeats = (name: ColumnName, other: ColumnName): boolean =>
    cellOf(told, name) === cellOf(told, other);
  return (name) => {
    if (codeColumns.has(name) || elsewhere[told.about].has(name)) return false;
    if (name === 'captured') return !repeats(name, 'total');
    return !(name === 'outstanding' && repeats(name, 'amount'));
  };
}

function factsOf(
  view: OfficeView,
  told: Told,
  isWanted: (name: ColumnName) => boolean,
): readonly Fact[] {
  const t = columnTexts(view.language);
  return told.selection.columns.flatMap((column, index): Fact[] => {
    const cell = told.row.cells[index] ?? null;
    const isNothing = cell === null || cell === '' || (column.kind === 'money' && cell === '0');
    if (isNothing || column.opens !== null || !isWanted(column.name)) return [];
    return [[t(column.name), factValue(view, told, column, cell)]];
  });
}

function factValue(view: OfficeView, told: Told, column: Column, cell: string): Content {
  const content = cellContent(view, column, cell, told.row.currency);
  if (told.about !== 'payment') return content;
  if (column.name === 'receipt_number') {
    const address = listAddress(view, 'receipts', [['payment', told.id]]);
    return html`<a href="${href(address)}">${content}</a>`;
  }
  if (column.name === 'instrument') return cardText(cell);
  if (column.name !== 'state' || typeof content !== 'string') return content;
  const refunded = BigInt(cellOf(told, 'refunded') ?? '0');
  if (refunded === 0n) return content;
  const isWhole = refunded >= BigInt(cellOf(told, 'captured') ?? '0');
  const key = isWhole ? 'given_back' : 'partly_given_back';
  return storyTexts(view.language)(key, { state: content });
}

function coveredFact(view: OfficeView, { covered }: Told): readonly Fact[] {
  if (covered.length === 0) return [];
  const links = covered.map(({ dueId, name }, index) => {
    const address = view.office.to(`/dues/${dueId}`);
    return html`${index > 0 && ', '}<a href="${href(address)}">${name}</a>`;
  });
  return [[storyTexts(view.language)('covered'), html`${links}`]];
}
