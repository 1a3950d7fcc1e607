/** SQL of terms_versions, append only: the terms of each day, as payers accepted them. */
import { z } from 'zod';
import { languages, type Language } from '../core/texts.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export type TermsVersion = {
  readonly version: number;
  /** By language; the portal's own terms hold where there is none. */
  readonly texts: Readonly<Partial<Record<Language, string>>>;
  readonly actor: string;
  readonly validFrom: Date;
};

/** Adds the next version, valid from now on; the organisation's settings are locked. */
export async function addTermsVersion(
  transaction: Transaction,
  organisationId: string,
  { texts, actor, validFrom }: Omit<TermsVersion, 'version'>,
): Promise<void> {
  await transaction.query(sql`
    insert into terms_versions (organisation_id, version, texts, actor, valid_from)
    select ${organisationId}, coalesce(max(version), 0) + 1, ${JSON.stringify(texts)}, ${actor}, ${validFrom}
    from terms_versions where organisation_id = ${organisationId}`);
}

/** Which version a payer accepts now. */
export async function currentTermsVersion(
  database: Queryable,
  organisationId: string,
): Promise<number> {
  const [row] = await database.query<{ version: number | null }>(sql`
    select max(version) as version from terms_versions where organisation_id = ${organisationId}`);
  return row?.version ?? 1;
}

const storedTexts = z.partialRecord(z.enum(languages), z.string());

/** Every version, newest first. */
export async function findTermsVersions(
  database: Queryable,
  organisationId: string,
): Promise<TermsVersion[]> {
  const found = await database.query<{
    version: number;
    texts: unknown;
    actor: string;
    valid_from: Date;
  }>(sql`
    select version, texts, actor, valid_from from terms_versions
    where organisation_id = ${organisationId} order by version desc limit 1000`);
  return found.map(({ valid_from: validFrom, texts, ...row }) => {
    return { ...row, texts: storedTexts.parse(texts), validFrom };
  });
}
