/** Notes the last seals outside the database, so that a chain that is cut short or written anew is found. */
import type { Context } from '../context.ts';
import type { AppendSeal } from './append-line.ts';
import { chainNames, chains, type ChainEnd, type ChainName } from './chains.ts';
import type { SealLine } from './seal-line.ts';
import { claimNote, findNotes } from './store.ts';

/** A chain is noted once in that time, whatever moves. */
const restMs = 60_000;

type Noting = Pick<Context, 'database' | 'clock' | 'log'>;

/**
 * Notes the end of each chain that has moved, as it is committed: by a line in the file, and one in
 * the log, which is kept elsewhere.
 *
 * @returns how many were noted
 */
export async function noteSeals(
  context: Noting,
  organisation: { readonly id: string },
  append: AppendSeal,
): Promise<number> {
  const notes = await findNotes(context.database, organisation.id);
  const before = new Date(context.clock.now().getTime() - restMs);
  let noted = 0;
  for (const chain of chainNames) {
    const note = notes.find((one) => one.chain === chain);
    if (note && note.noted_at > before) continue;
    const end = await chains[chain].findChainEnd(context.database, organisation.id);
    if (!end || (note && note.sequence >= end.sequence)) continue;
    if (await noteEnd(context, organisation.id, { chain, end, before, append })) noted += 1;
  }
  return noted;
}

type Moved = {
  readonly chain: ChainName;
  readonly end: ChainEnd;
  readonly before: Date;
  readonly append: AppendSeal;
};

/** When the line cannot be written the claim is undone, and the next round tries again. */
async function noteEnd(
  { database, clock, log }: Noting,
  organisation: string,
  { chain, end, before, append }: Moved,
): Promise<boolean> {
  const now = clock.now();
  const line = lineOf(now, organisation, chain, end);
  const isNoted = await database.transaction(async (transaction) => {
    const isOurs = await claimNote(transaction, organisation, chain, end, { now, before });
    if (isOurs) await append(JSON.stringify(line));
    return isOurs;
  });
  if (isNoted) log.info(line, 'seal');
  return isNoted;
}

export function lineOf(
  at: Date,
  organisation: string,
  chain: ChainName,
  { sequence, hash }: ChainEnd,
): SealLine {
  return { at: at.toISOString(), chain, organisation, sequence: Number(sequence), hash };
}
