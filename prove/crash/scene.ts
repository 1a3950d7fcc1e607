/** What everything that is done to a town is given: the town, what happened there so far, and where to add up. */
import type { Chronicle } from './check-town.ts';
import type { Dice } from './dice.ts';
import type { Tally } from './tally.ts';
import type { Town } from './town.ts';

export type Scene = {
  readonly town: Town;
  readonly chronicle: Chronicle;
  readonly tally: Tally;
  readonly dice: Dice;
};
