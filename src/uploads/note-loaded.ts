/** Keeps what became of a file, beside what its preview said where that was otherwise. */
import type { Transaction } from '../database/database.ts';
import { verdictOf, type Answer } from './import-upload-file.ts';
import { writeVerdict, type UploadFile } from './store/index.ts';
import { differs } from './verdict.ts';

/** @returns false when another worker was first */
export async function noteLoaded(
  transaction: Transaction,
  organisationId: string,
  uploadId: string,
  { position, verdict: preview }: UploadFile,
  answer: Answer,
): Promise<boolean> {
  const verdict = verdictOf(answer);
  const earlier = preview && differs(preview, verdict) ? preview : null;
  const next = { position, from: 'judged', to: 'loaded', verdict, earlier } as const;
  return writeVerdict(transaction, organisationId, uploadId, next);
}
