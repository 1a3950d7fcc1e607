/** Writes to whoever ordered a load that took long: they may have gone to do something else. */
import type { Context } from '../context.ts';
import { format } from '../core/money.ts';
import type { Language } from '../core/texts.ts';
import type { Transaction } from '../database/database.ts';
import { enqueueMessage } from '../messages/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Figures } from './figures.ts';
import type { Upload } from './upload.ts';
import { dueEffectTexts, dueKindTexts, effectTexts } from './uploads.texts.ts';

const longMs = 60_000;
const manyFiles = 200;

export async function announceLoaded(
  context: Pick<Context, 'clock' | 'ids' | 'publicUrl'>,
  transaction: Transaction,
  organisation: Organisation,
  upload: Upload & { readonly figures: Figures; readonly endedAt: Date },
): Promise<void> {
  const { figures, language } = upload;
  const tookMs = upload.endedAt.getTime() - (upload.orderedAt ?? upload.endedAt).getTime();
  if (tookMs < longMs && upload.fileCount < manyFiles) return;
  await enqueueMessage(transaction, context, organisation.id, {
    source: `upload:${upload.id}`,
    template: 'upload-loaded',
    recipient: upload.recipient,
    language,
    payload: {
      mode: organisation.mode,
      organisation: organisation.settings.name,
      files: figures.files,
      sums: [...invoiceSums(figures, language), ...dueSums(figures, language)],
      url: `${context.publicUrl}/${organisation.slug}/office/imports/${upload.id}`,
    },
  });
}

type LabelledSum = { readonly label: string; readonly amount: string };

function invoiceSums({ invoices }: Figures, language: Language): LabelledSum[] {
  return invoices
    .filter(({ effect }) => effect !== 'rejected' && effect !== 'known')
    .map(({ effect, count, sum }) => ({
      label: effectTexts(language)(effect),
      amount: `${count} · ${format(sum, language)}`,
    }));
}

function dueSums({ dues }: Figures, language: Language): LabelledSum[] {
  return dues
    .filter(({ effect }) => effect !== 'rejected' && effect !== 'known')
    .map(({ effect, count, sum }) => ({
      label: `${dueKindTexts(language)('dues')}: ${dueEffectTexts(language)(effect)}`,
      amount: sum ? `${count} · ${format(sum, language)}` : String(count),
    }));
}
