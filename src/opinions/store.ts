/** All SQL of the opinions: opinions. */
import type { Language } from '../core/texts.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export type Opinion = {
  readonly id: string;
  /** The help page, by its name in addresses. */
  readonly page: string;
  readonly language: Language;
  readonly helped: boolean;
  readonly words: string | null;
  readonly givenAt: Date;
};

export async function insertOpinion(
  database: Queryable,
  organisationId: string,
  opinion: Opinion,
): Promise<void> {
  await database.query(sql`
    insert into opinions (organisation_id, opinion_id, page, language, helped, words, given_at)
    values (${organisationId}, ${opinion.id}, ${opinion.page}, ${opinion.language}, ${opinion.helped},
      ${opinion.words}, ${opinion.givenAt})`);
}

export type OpinionsOfPage = {
  readonly page: string;
  readonly helped: number;
  readonly notHelped: number;
};

/** How often each page helped, and how often it did not. */
export async function countOpinions(
  database: Queryable,
  organisationId: string,
): Promise<OpinionsOfPage[]> {
  const rows = await database.query<{ page: string; helped: number; not_helped: number }>(sql`
    select page, count(*) filter (where helped)::int as helped,
      count(*) filter (where not helped)::int as not_helped
    from opinions where organisation_id = ${organisationId}
    group by page order by page limit 1000`);
  return rows.map(({ page, helped, not_helped: notHelped }) => ({ page, helped, notHelped }));
}

/** The last opinions that say more than yes or no, newest first. */
export async function findOpinionsInWords(
  database: Queryable,
  organisationId: string,
): Promise<Opinion[]> {
  return database.query<Opinion>(sql`
    select opinion_id as id, page, language, helped, words, given_at as "givenAt" from opinions
    where organisation_id = ${organisationId} and words is not null
    order by opinion_id desc limit 100`);
}
