/** What a notice is for: facts, what the amount is made of, and the instalments. */
import { formatPercent } from '../core/percent.ts';
import { formatDate, type CalendarDate } from '../core/calendar-date.ts';
import { format, money, subtract, zero, type Money } from '../core/money.ts';
import type { Language } from '../core/texts.ts';
import { drawFacts, drawTable, type Sheet, type TableRow } from '../documents/index.ts';
import { lineText } from '../dues/index.ts';
import type { NoticeDocument } from './notice-document.ts';
import { noticeTexts } from './notice.texts.ts';

type Drawing = (
  sheet: Sheet,
  document: NoticeDocument,
  language: Language,
  newPage: () => void,
) => void;

export const drawContents: Drawing = (sheet, document, language, newPage) => {
  const t = noticeTexts(language);
  drawFacts(sheet, { title: t('what'), facts: factsOf(document, language), newPage });
  drawLines(sheet, document, language, newPage);
  drawInstalments(sheet, document, language, newPage);
};

function factsOf(document: NoticeDocument, language: Language): [string, string][] {
  const t = noticeTexts(language);
  const date = (day: CalendarDate | null) => day && formatDate(day, language);
  const { early, late, least, debtor } = document;
  const facts: readonly (readonly [string, string | null])[] = [
    [t('debtor'), debtor?.name ?? null],
    [t('debtor_tax_id'), debtor?.taxId ?? null],
    [t('reason'), document.reason],
    [t('service'), document.service],
    [t('due_on'), date(document.dueOn)],
    [t('valid_from'), date(document.validFrom)],
    [t('valid_until'), date(document.validUntil)],
    [
      t('early'),
      early &&
        t('early_until', {
          date: formatDate(early.until, language),
          amount: format(early.after, language),
        }),
    ],
    [
      t('late'),
      late &&
        t('late_from', {
          date: formatDate(late.from, language),
          percent: formatPercent(late.percent, language),
        }),
    ],
    [t('in_parts'), least && t('least', { amount: format(least, language) })],
  ];
  return facts.flatMap(([name, words]) => (words ? [[name, words]] : []));
}

/** Left out where it would say no more than the amount above. */
const drawLines: Drawing = (sheet, document, language, newPage) => {
  const t = noticeTexts(language);
  const { lines, settled, amount, outstanding } = document;
  if (lines.length < 2 && settled.minor === 0n) return;
  const show = (sum: Money) => format(sum, language);
  const rows: TableRow[] = lines.map((line) => ({
    cells: [lineText(line, language), show(money(BigInt(line.minor), amount.currency))],
  }));
  rows.push({ cells: [t('total'), show(amount)], isStrong: true });
  if (settled.minor > 0n) {
    rows.push({ cells: [t('already_paid'), show(subtract(zero(amount.currency), settled))] });
    rows.push({ cells: [t('left'), show(outstanding)], isStrong: true });
  }
  const columns = [{ name: t('line') }, { name: t('line_amount'), width: 110 }];
  drawTable(sheet, { title: t('lines'), columns, rows, newPage });
};

const drawInstalments: Drawing = (sheet, document, language, newPage) => {
  const t = noticeTexts(language);
  const { instalments } = document;
  if (instalments.length === 0) return;
  const rows = instalments.map(({ number, amount, dueOn, isPaid }, index) => {
    const shown = format(amount, language);
    return {
      cells: [
        String(index + 1),
        number ?? '–',
        dueOn ? formatDate(dueOn, language) : '–',
        isPaid ? t('instalment_paid', { amount: shown }) : shown,
      ],
    };
  });
  const columns = [
    { name: t('instalment') },
    { name: t('instalment_number'), width: 170 },
    { name: t('instalment_due'), width: 110 },
    { name: t('line_amount'), width: 110 },
  ];
  drawTable(sheet, { title: t('instalments'), columns, rows, newPage });
};
