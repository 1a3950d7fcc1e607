/** Compares the seals that were noted outside the database with those that are in it. */
import type { Queryable } from '../database/database.ts';
import { chains, type ChainEnd, type ChainName } from './chains.ts';
import { FileUnreadable, type Source } from './read-lines.ts';
import { parseSealLine, type SealLine } from './seal-line.ts';

/** Lines of a chain that are looked up at once. */
const most = 1000;

/** A line that the database does not agree with. */
export type Disagreement = { readonly line: SealLine; readonly isMissing: boolean };

export type Finding =
  | {
      readonly kind: 'chain_differs';
      readonly organisation: string;
      readonly chain: ChainName;
      /** At least one, in the order of the file. */
      readonly lines: readonly Disagreement[];
      /** Where the chain ends in the database now. */
      readonly end: ChainEnd | null;
    }
  | { readonly kind: 'line_broken'; readonly file: string; readonly number: number }
  | { readonly kind: 'file_unreadable'; readonly file: string; readonly because: string };

export type SealsReport = { readonly lines: number; readonly findings: readonly Finding[] };

type Watched = {
  readonly organisation: string;
  readonly chain: ChainName;
  readonly waiting: SealLine[];
  disagreements: Disagreement[];
};

/** @param sources read as if they were one, the oldest first */
export async function compareSeals(
  { database }: { readonly database: Queryable },
  sources: readonly Source[],
): Promise<SealsReport> {
  const watched = new Map<string, Watched>();
  const findings: Finding[] = [];
  let lines = 0;
  for (const source of sources) {
    lines += await takeAll(database, watched, source, findings);
  }
  for (const one of watched.values()) {
    await lookUp(database, one);
    const { organisation, chain, disagreements } = one;
    if (disagreements.length === 0) continue;
    const end = await chains[chain].findChainEnd(database, organisation);
    findings.push({ kind: 'chain_differs', organisation, chain, lines: disagreements, end });
  }
  return { lines, findings };
}

/** @returns how many lines there are */
async function takeAll(
  database: Queryable,
  watched: Map<string, Watched>,
  { name: file, lines }: Source,
  findings: Finding[],
): Promise<number> {
  let count = 0;
  try {
    for await (const { number, text } of lines()) {
      const line = parseSealLine(text);
      if (line) await take(database, watched, line);
      else findings.push({ kind: 'line_broken', file, number });
      count += 1;
    }
  } catch (error) {
    if (!(error instanceof FileUnreadable)) throw error;
    findings.push({ kind: 'file_unreadable', file, because: error.message });
  }
  return count;
}

async function take(
  database: Queryable,
  watched: Map<string, Watched>,
  line: SealLine,
): Promise<void> {
  const { organisation, chain, accepted } = line;
  const key = `${organisation} ${chain}`;
  const one = watched.get(key) ?? { organisation, chain, waiting: [], disagreements: [] };
  watched.set(key, one);
  if (accepted) {
    await lookUp(database, one);
    one.disagreements = one.disagreements.filter((each) => each.line.sequence <= accepted.agreed);
  }
  // An accepted chain may be empty.
  if (line.sequence > 0) one.waiting.push(line);
  if (one.waiting.length >= most) await lookUp(database, one);
}

/** A line is written after its seal is committed, so what is noted can be looked up at once. */
async function lookUp(database: Queryable, one: Watched): Promise<void> {
  const lines = one.waiting.splice(0);
  if (lines.length === 0) return;
  const sequences = lines.map(({ sequence }) => BigInt(sequence));
  const hashes = await chains[one.chain].findSealHashes(database, one.organisation, sequences);
  for (const line of lines) {
    const hash = hashes.get(BigInt(line.sequence));
    if (hash !== line.hash) one.disagreements.push({ line, isMissing: hash === undefined });
  }
}
