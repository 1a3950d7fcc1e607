/** What a free payment costs, in a few words, before its form is opened. */
import { inLanguage } from '../../../core/localised.ts';
import type { Money } from '../../../core/money.ts';
import { amountIn, type AmountRule } from '../../../services/index.ts';
import { showMoney, type View } from '../../view.ts';
import { serviceTexts } from './services.texts.ts';

export function priceInWords(view: View, rule: AmountRule): string {
  const t = serviceTexts(view.language);
  const shown = (text: string): string => showMoney(view, amountIn(rule, text));
  switch (rule.kind) {
    case 'fixed':
      return shown(rule.amount);
    case 'free':
      return t('price_free', { least: shown(rule.least), most: shown(rule.most) });
    case 'list': {
      const sorted = rule.choices.map(({ amount }) => amountIn(rule, amount)).toSorted(bySize);
      const [least, most] = [sorted[0], sorted.at(-1)];
      if (!least || !most) return '';
      if (least.minor === most.minor) return showMoney(view, least);
      return t('price_list', { least: showMoney(view, least), most: showMoney(view, most) });
    }
    case 'computed':
      return t('price_computed', {
        label: inLanguage(rule.quantity.label, view.language),
        price: shown(rule.price),
      });
    default:
      return rule satisfies never;
  }
}

function bySize(one: Money, other: Money): number {
  if (one.minor === other.minor) return 0;
  return one.minor < other.minor ? -1 : 1;
}
