/** What payers do in a schedule: honest, hasty, forgetful and stubborn ones. */
import { cards, type Card } from './manners.ts';
import type { Theme } from './make-plan.ts';
import type { DuePlan, PayerPlan, PayerStep } from './plan.ts';
import type { Random } from './random.ts';

type Verb = Exclude<PayerStep['do'], 'pay'>;

/** Most stories begin like this; the odd cards make the rest. */
const stories: readonly (readonly (Verb | 'pay')[])[] = [
  ['begin', 'start', 'pay', 'come_back'],
  ['begin', 'start', 'pay', 'come_back', 'look'],
  ['begin', 'start', 'pay'],
  ['begin', 'start'],
  ['begin', 'start', 'cancel'],
  ['begin', 'start', 'cancel', 'start', 'pay', 'come_back'],
  ['begin', 'start', 'pay', 'cancel'],
  ['begin', 'start', 'pay', 'come_back', 'start', 'pay', 'come_back'],
  ['begin', 'start', 'look', 'pay', 'look', 'come_back', 'begin', 'start', 'pay'],
  ['begin', 'start', 'come_back', 'pay', 'cancel', 'start', 'pay', 'come_back', 'start', 'pay'],
];

/** Cards that lead where a theme is about; the other themes take any. */
const cardsOf: Readonly<Record<Theme, readonly Card[]>> = {
  refunds: ['twice', 'other_amount', 'other_currency', 'part', 'declined_then_good'],
  unclear: cards.filter((card) => card.endsWith('slowly')),
  late: [
    'cancelled_slowly',
    'expired_slowly',
    'declined_then_good',
    'declined_then_other_amount',
    'declined',
  ],
  sleep: ['good', 'good_slowly'],
  disputes: cards.filter((card) => card.includes('contested')),
  desk: ['good', 'good_slowly', 'twice', 'other_amount'],
  any: cards,
};

export function makePayers(
  random: Random,
  dues: readonly DuePlan[],
  theme: Theme,
  [least, most]: readonly [least: number, most: number],
): PayerPlan[] {
  const length = least + random.below(most - least + 1);
  return Array.from({ length }, () => makePayer(random, dues, theme));
}

function makePayer(random: Random, dues: readonly DuePlan[], theme: Theme): PayerPlan {
  const first = random.below(dues.length);
  const organisation = dues[first]?.organisation ?? 0;
  const together = dues.flatMap((due, index) =>
    index !== first && due.organisation === organisation && random.chance(35) ? [index] : [],
  );
  return {
    organisation,
    visitor: random.pick(['Anna', 'Bruno', 'Carla']),
    dues: [first, ...together],
    email: random.chance(60) ? 'payer@example.com' : null,
    steps: random
      .pick(stories)
      .map((verb): PayerStep =>
        verb === 'pay'
          ? { do: 'pay', card: pickCard(random, theme) }
          : { do: verb, twice: random.chance(15) },
      ),
  };
}

function pickCard(random: Random, theme: Theme): Card {
  if (random.chance(theme === 'any' ? 45 : 20)) return 'good';
  return random.pick(cardsOf[theme]);
}
