/** Keeps what became of a file, beside what its preview said where that was otherwise. */
import type { Transaction } from '../database/database.ts';
import { writeJudgement, type UploadFile } from './store/index.ts';
import { differs, type Judgement } from './judgement.ts';

/** @returns false when another worker was first */
export async function noteLoaded(
  transaction: Transaction,
  organisationId: string,
  uploadId: string,
  { position, judgement: preview }: UploadFile,
  judgement: Judgement,
): Promise<boolean> {
  const earlier = preview && differs(preview, judgement) ? preview : null;
  const next = { position, from: 'judged', to: 'loaded', judgement, earlier } as const;
  return writeJudgement(transaction, organisationId, uploadId, next);
}
