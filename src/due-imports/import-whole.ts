/** Loads a file as a whole within one transaction. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { conclude, type ImportedDues } from './imported-dues.ts';
import type { InspectedFile } from './inspect-file.ts';
import { loadUnits, type Pass } from './load-units.ts';
import { preparePass, type PassOptions } from './prepare-pass.ts';
import type { DuesSource } from './source.ts';
import { lockDueImports } from './store.ts';

/** All rows of a file, or what is wrong with some of them; then the transaction must end without anything. */
export async function importWhole(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  source: DuesSource,
  inspected: InspectedFile,
  options: PassOptions,
): Promise<ImportedDues> {
  await lockDueImports(transaction, options.organisation.id);
  const pass = await preparePass(transaction, source, inspected, options);
  // After the first row that is wrong, the others are only looked at.
  const each: Pass['each'] = async (work) => {
    await work(transaction, pass.tally.counts().rejected === 0 ? transaction : null);
  };
  await loadUnits(context, { ...pass, each });
  const counts = pass.tally.counts();
  if (counts.rejected === 0) {
    await recordLoaded(context, transaction, source, inspected, { options, news: counts.loaded });
  }
  return conclude(source.name, counts, 'all');
}

export async function recordLoaded(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  source: DuesSource,
  inspected: InspectedFile,
  {
    options: { organisation, actor },
    news,
  }: { readonly options: PassOptions; readonly news: number },
): Promise<void> {
  if (news === 0) return;
  await recordAudit(transaction, context, organisation.id, {
    actor,
    action: 'import dues',
    subject: inspected.sha256,
    detail: { file: source.name, dues: news },
  });
}
