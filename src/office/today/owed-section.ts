/** What is still to be collected, by how long it has been due. */
import { daysAfter } from '../../core/calendar-date.ts';
import { ages, parametersOfAge, type Age, type Figures } from '../../reports/index.ts';
import { href, html, type Content, type Html } from '../../web/html.ts';
import { showMoney } from '../../web/view.ts';
import { barOf } from '../charts/column-chart.ts';
import { listAddress } from '../lists/list-address.ts';
import type { OfficeView } from '../office-view.ts';
import { amounts } from './collected-section.ts';
import { sumsBy, totalsOf } from './sums.ts';
import { tableBelow } from './table-below.ts';
import { todayTexts } from './today.texts.ts';

const overdue: readonly Age[] = ['to_30', 'to_90', 'to_365', 'older'];
const open = [['state', 'open'], ['state', 'partly_settled']] as const; // prettier-ignore

export function owedSection(view: OfficeView, figures: Figures): Html {
  const t = todayTexts(view.language);
  const { owed } = figures;
  const lateAddress = listAddress(view, 'dues', [
    ...open,
    ['due_on_to', daysAfter(figures.today, -1)],
  ]);
  const late = owed.filter(({ age }) => overdue.includes(age));
  return html`<section>
    <h2>${t('owed')}</h2>
    <dl class="it-tiles">
      <div class="it-tile">
        <dt>${t('owed_total')}</dt>
        <dd><a href="${href(listAddress(view, 'dues', open))}">${amounts(view, totalsOf(owed))}</a></dd>
      </div>
      <div class="it-tile">
        <dt>${t('owed_overdue')}</dt>
        <dd><a href="${href(lateAddress)}">${amounts(view, totalsOf(late))}</a></dd>
      </div>
    </dl>
    ${owed.length > 0 && agesTable(view, figures)}
  </section>`;
}

function agesTable(view: OfficeView, { today, owed }: Figures): Html {
  const t = todayTexts(view.language);
  const sums = ages.flatMap((age) =>
    sumsBy(
      owed.filter((line) => line.age === age),
      () => age,
    ).map((sum) => ({ ...sum, age })),
  );
  const name = (age: Age): Content => {
    const address = listAddress(view, 'dues', parametersOfAge(age, today));
    return html`<a href="${href(address)}">${t(`age_${age}`)}</a>`;
  };
  return tableBelow({
    caption: t('owed'),
    columns: [{ name: t('age') }, { name: t('dues'), isAmount: true }, { name: t('amount'), isAmount: true }, { name: t('share') }], // prettier-ignore
    lines: sums.map(({ age, count, amount }) => [
      name(age),
      count,
      showMoney(view, amount),
      barOf(amount, sums),
    ]),
  });
}
