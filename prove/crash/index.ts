/** The real processes under kills: nothing acknowledged is lost, nothing happens twice, nothing is stuck. */
import { systemClock } from '../../src/core/clock.ts';
import type { Part } from '../part.ts';
import { nothingAcknowledged } from './acknowledged.ts';
import { checkTown, type Chronicle } from './check-town.ts';
import { createDice, type Dice } from './dice.ts';
import { breakGround, type Ground } from './ground.ts';
import { describe, playRound, type Play } from './play-round.ts';
import { planRounds, type Round } from './rounds.ts';
import { createTally, type Tally } from './tally.ts';
import { foundTown } from './town.ts';

const lanes = 2;

export const prove: Part = async (options) => {
  const tally = createTally(options);
  const dice = createDice(options.seed);
  const ground = await breakGround();
  try {
    const rounds = planRounds(dice);
    await Promise.all(
      Array.from({ length: lanes }, (_, lane) =>
        playLane(ground, { lane, rounds, most: options.kills, tally, dice }),
      ),
    );
  } finally {
    await ground.clear();
  }
  return tally.report();
};

type Lane = {
  readonly lane: number;
  /** Taken from the front by every lane. */
  readonly rounds: Round[];
  readonly most: number;
  readonly tally: Tally;
  readonly dice: Dice;
};

async function playLane(ground: Ground, { lane, rounds, most, tally, dice }: Lane): Promise<void> {
  const town = await foundTown(ground, `town_${lane}`);
  const { house } = town;
  const chronicle: Chronicle = {
    said: nothingAcknowledged(),
    chargedAgain: new Set(),
    redelivered: new Set(),
  };
  const play: Play = { town, chronicle, tally };
  try {
    await Promise.all([house.start('portal b'), house.start('worker b')]);
    while (tally.kills() < most) {
      const round = rounds.shift();
      if (!round) break;
      const began = systemClock.now().getTime();
      await playRound(play, round);
      const played = systemClock.now().getTime();
      await checkTown(town, chronicle, { tally, dice }, describe(round));
      const over = systemClock.now().getTime();
      tally.progress(`${played - began} + ${over - played} ms ${describe(round)}`);
    }
  } finally {
    await town.close();
  }
}
