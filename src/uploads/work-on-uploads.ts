/** The job that goes on with uploads: unpacks, judges, loads what was ordered, and takes away what is over. */
import type { Context } from '../context.ts';
import type { Organisation } from '../organisations/index.ts';
import { eraseUpload } from './erase-upload.ts';
import { judgeSome } from './judge-upload.ts';
import { loadSome } from './load-upload.ts';
import { loadTogether } from './load-together.ts';
import { moveUpload } from './move-upload.ts';
import { claimUpload, releaseUpload } from './store/index.ts';
import { unpackUpload } from './unpack-upload.ts';
import type { Upload } from './upload.ts';

type Working = Pick<
  Context,
  'database' | 'clock' | 'ids' | 'reach' | 'leaseSeconds' | 'log' | 'wake' | 'publicUrl'
>;

const mostTries = 3;

/** @returns 1 when it found something to do */
export async function workOnUploads(context: Working, organisation: Organisation): Promise<number> {
  const { database, clock } = context;
  const upload = await claimUpload(database, organisation.id, clock.now(), context.leaseSeconds);
  if (!upload) return 0;
  try {
    const isUnderWay = await goOn(context, organisation, upload);
    if (isUnderWay) await releaseIf(context, organisation, upload);
  } catch (error) {
    context.log.error({ err: error, upload: upload.id }, 'an upload could not be gone on with');
    await tryLater(context, organisation, upload);
  }
  return 1;
}

/** One step. @returns whether it may have been a part of one only */
async function goOn(
  context: Working,
  organisation: Organisation,
  upload: Upload,
): Promise<boolean> {
  switch (upload.state) {
    case 'unpacking':
      await unpackUpload(context, organisation, upload);
      return false;
    case 'judging':
      await judgeSome(context, organisation, upload);
      return true;
    case 'loading':
      await (upload.way === 'all' ? loadTogether : loadSome)(context, organisation, upload);
      return true;
    case 'receiving':
    case 'judged':
      await eraseUpload(context, organisation.id, upload.id, 'expire');
      return false;
    case 'loaded':
    case 'left':
    case 'failed':
      await eraseUpload(context, organisation.id, upload.id, null);
      return false;
  }
}

/** A step that came to its end has left the state, and the upload's time is another. */
async function releaseIf(
  { database, clock }: Working,
  organisation: Organisation,
  { id, state }: Upload,
): Promise<void> {
  await releaseUpload(database, organisation.id, { uploadId: id, state, nextAt: clock.now() });
}

/** Waits longer after each try; in the end the person is told that it does not work. */
async function tryLater(
  context: Working,
  organisation: Organisation,
  { id, state, tries }: Upload,
): Promise<void> {
  const { database, clock } = context;
  if (tries < mostTries) {
    const nextAt = new Date(clock.now().getTime() + 5000 * 4 ** tries);
    await releaseUpload(database, organisation.id, { uploadId: id, state, nextAt });
    return;
  }
  await database.transaction((transaction) =>
    moveUpload(context, transaction, organisation.id, id, 'give_up'),
  );
}
