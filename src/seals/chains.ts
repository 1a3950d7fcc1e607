/** The two chains of an organisation: where each ends, and what its seals are. */
import * as audit from '../audit/index.ts';
import type { Queryable } from '../database/database.ts';
import * as ledger from '../ledger/index.ts';

export const chainNames = ['audit', 'ledger'] as const;
export type ChainName = (typeof chainNames)[number];

export type ChainEnd = { readonly sequence: bigint; readonly hash: string };

type Chain = {
  /** Null before the first seal. */
  readonly findChainEnd: (database: Queryable, organisationId: string) => Promise<ChainEnd | null>;
  /** The hashes of the seals of these numbers that there are. */
  readonly findSealHashes: (
    database: Queryable,
    organisationId: string,
    sequences: readonly bigint[],
  ) => Promise<ReadonlyMap<bigint, string>>;
};

export const chains: Readonly<Record<ChainName, Chain>> = { audit, ledger };
