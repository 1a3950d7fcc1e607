/** Judges the files of an upload: what loading each would do, as the importer itself says, which then undoes it. */
import type { Context } from '../context.ts';
import type { Organisation } from '../organisations/index.ts';
import { besideOthers, noteSeen, type Seen } from './beside-others.ts';
import { isDuesFile, loadDuesFile } from './dues-file.ts';
import { endStep } from './end-step.ts';
import { importUploadFile, judgementOf } from './import-upload-file.ts';
import { findUploadFiles, noteDone, writeJudgement, type UploadFile } from './store/index.ts';
import type { Upload } from './upload.ts';
import { differs, type Judgement } from './judgement.ts';

type Judging = Pick<
  Context,
  'database' | 'clock' | 'ids' | 'reach' | 'leaseSeconds' | 'wake' | 'publicUrl'
>;

/** Until others have their turn; a portal that is told to stop waits for so many. */
const atATime = 100;
/** How many are done between two signs of life. */
const perSign = 10;

export async function judgeSome(
  context: Judging,
  organisation: Organisation,
  upload: Upload,
): Promise<void> {
  const { database } = context;
  const wanted = { stage: 'waiting', most: atATime } as const;
  const files = await findUploadFiles(database, organisation.id, upload.id, wanted);
  const seen = files.length > 0 ? await findSeen(context, organisation, upload) : new Map();
  for (const [index, file] of files.entries()) {
    const judgement = await judgeFile(context, organisation, { upload, file, seen });
    noteSeen(seen, file.name, judgement);
    const isOther = file.judgement !== null && differs(file.judgement, judgement);
    await writeJudgement(database, organisation.id, upload.id, {
      position: file.position,
      from: 'waiting',
      to: 'judged',
      judgement,
      earlier: isOther ? file.judgement : null,
    });
    if ((index + 1) % perSign > 0) continue;
    const done = { count: perSign, leaseSeconds: context.leaseSeconds };
    await noteDone(database, organisation.id, upload.id, done);
  }
  if (files.length < atATime) await endStep(context, organisation, upload, 'judge');
}

async function judgeFile(
  context: Judging,
  organisation: Organisation,
  { upload, file, seen }: { upload: Upload; file: UploadFile; seen: Seen },
): Promise<Judgement> {
  if (isDuesFile(file.name)) {
    return loadDuesFile(context, organisation, { upload, file, dryRun: true });
  }
  const imported = await importUploadFile(context, organisation, { upload, file, dryRun: true });
  return besideOthers(seen, judgementOf(imported), upload.replaces);
}

/** Every invoice of the files before: a worker that goes on for another knows them too. */
async function findSeen(
  { database }: Judging,
  organisation: Organisation,
  upload: Upload,
): Promise<Seen> {
  const seen: Seen = new Map();
  let after = -1;
  for (;;) {
    const wanted = { stage: 'judged', after, most: 200 } as const;
    const files = await findUploadFiles(database, organisation.id, upload.id, wanted);
    for (const { name, judgement } of files) if (judgement) noteSeen(seen, name, judgement);
    after = files.at(-1)?.position ?? after;
    if (files.length < wanted.most) return seen;
  }
}
