/** Keeps what a reader thinks of a help page: whether it helped, and words if there were any. */
import type { Context } from '../context.ts';
import type { Organisation } from '../organisations/index.ts';
import { insertOpinion, type Opinion } from './store.ts';

/** Nothing says who gave it. */
export async function giveOpinion(
  context: Pick<Context, 'database' | 'clock' | 'ids'>,
  organisation: Organisation,
  input: Pick<Opinion, 'page' | 'language' | 'helped' | 'words'>,
): Promise<void> {
  await insertOpinion(context.database, organisation.id, {
    ...input,
    id: context.ids.next('opn'),
    givenAt: context.clock.now(),
  });
}
