/** Moves an upload from state to state, by its table; late or repeated news changes nothing. */
import type { Context } from '../context.ts';
import { nextState } from '../core/state-machine.ts';
import type { Transaction } from '../database/database.ts';
import { lockUpload, writeState } from './store/index.ts';
import { dayMs, type Upload } from './upload.ts';
import { uploadTransitions, type UploadEvent, type UploadState } from './upload-states.ts';

/** How long after it was entered there is something to do in a state. */
const waits: Readonly<Record<UploadState, number>> = {
  receiving: 10 * 60_000,
  unpacking: 0,
  judging: 0,
  judged: dayMs,
  loading: 0,
  loaded: dayMs,
  left: 0,
  failed: dayMs,
};

export function dueIn(context: Pick<Context, 'clock'>, state: UploadState): Date {
  return new Date(context.clock.now().getTime() + waits[state]);
}

/** @returns the upload as it was before, locked; null when its state does not accept that */
export async function moveUpload(
  context: Pick<Context, 'clock'>,
  transaction: Transaction,
  organisationId: string,
  uploadId: string,
  event: UploadEvent,
): Promise<Upload | null> {
  const upload = await lockUpload(transaction, organisationId, uploadId);
  const state = upload && nextState(uploadTransitions, upload.state, event);
  if (!state) return null;
  const next = { state, nextAt: dueIn(context, state) };
  await writeState(transaction, organisationId, uploadId, next);
  return upload;
}
