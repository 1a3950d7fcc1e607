/** Accepts that the chains do not agree with what was noted of them, after a restore; who did so is recorded. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { findOrganisationsByIds } from '../organisations/index.ts';
import type { AppendSeal } from './append-line.ts';
import type { ChainEnd } from './chains.ts';
import { compareSeals, type Finding } from './compare-seals.ts';
import { lineOf } from './note-seals.ts';
import type { Source } from './read-lines.ts';
import { resetNote } from './store.ts';

export type Accepted = {
  readonly organisation: string;
  readonly chain: string;
  /** Lines above this number count no more. */
  readonly agreed: number;
  readonly end: bigint;
};

type Accepting = Pick<Context, 'database' | 'clock' | 'ids' | 'log'>;
type Order = { readonly actor: string; readonly reason: string };

const beforeTheFirst: ChainEnd = { sequence: 0n, hash: '0'.repeat(64) };

/**
 * Records in the audit, in the file and in the log that lines count no more, for each chain that
 * disagrees with some.
 *
 * @param sources what is compared, the oldest first
 */
export async function acceptSeals(
  context: Accepting,
  { sources, append }: { readonly sources: readonly Source[]; readonly append: AppendSeal },
  order: Order,
): Promise<Accepted[]> {
  const { findings } = await compareSeals(context, sources);
  const accepted: Accepted[] = [];
  for (const finding of findings) {
    if (finding.kind === 'chain_differs')
      accepted.push(await acceptOne(context, append, finding, order));
  }
  return accepted;
}

async function acceptOne(
  context: Accepting,
  append: AppendSeal,
  { organisation, chain, lines, end: found }: Extract<Finding, { kind: 'chain_differs' }>,
  order: Order,
): Promise<Accepted> {
  const end = found ?? beforeTheFirst;
  const lowest = lines.reduce((least, { line }) => Math.min(least, line.sequence), Infinity);
  const agreed = lowest - 1;
  const [known] = await findOrganisationsByIds(context.database, [organisation]);
  // Of an organisation that is gone only the file and the log can tell.
  if (known) {
    const noted = lines.map(({ line }) => ({
      sequence: line.sequence,
      hash: line.hash,
      at: line.at,
    }));
    await context.database.transaction(async (transaction) => {
      await recordAudit(transaction, context, organisation, {
        actor: order.actor,
        action: 'accept seals',
        subject: organisation,
        detail: {
          chain,
          agreed,
          end: { sequence: Number(end.sequence), hash: end.hash },
          noted: noted.at(-1),
          lines: noted.length,
          reason: order.reason,
        },
      });
      await resetNote(transaction, organisation, chain, end.sequence);
    });
  }
  const line = {
    ...lineOf(context.clock.now(), organisation, chain, end),
    accepted: { agreed, actor: order.actor, reason: order.reason },
  };
  await append(JSON.stringify(line));
  context.log.warn(line, 'seal');
  return { organisation, chain, agreed, end: end.sequence };
}
