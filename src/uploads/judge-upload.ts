/** Judges the files of an upload: what loading each would do, as the importer itself says, which then undoes it. */
import type { Context } from '../context.ts';
import type { Organisation } from '../organisations/index.ts';
import { besideOthers, noteSeen, type Seen } from './beside-others.ts';
import { endStep } from './end-step.ts';
import { importUploadFile, verdictOf } from './import-upload-file.ts';
import { findUploadFiles, noteDone, writeVerdict, type UploadFile } from './store/index.ts';
import type { Upload } from './upload.ts';
import { differs, type Verdict } from './verdict.ts';

type Judging = Pick<
  Context,
  'database' | 'clock' | 'ids' | 'reach' | 'leaseSeconds' | 'wake' | 'publicUrl'
>;

/** Until others have their turn; a portal that is told to stop waits for so many. */
const atATime = 25;

export async function judgeSome(
  context: Judging,
  organisation: Organisation,
  upload: Upload,
): Promise<void> {
  const { database } = context;
  const wanted = { stage: 'waiting', most: atATime } as const;
  const files = await findUploadFiles(database, organisation.id, upload.id, wanted);
  const seen = files.length > 0 ? await findSeen(context, organisation, upload) : new Map();
  for (const file of files) {
    const verdict = await judgeFile(context, organisation, { upload, file, seen });
    noteSeen(seen, file.name, verdict);
    const isOther = file.verdict !== null && differs(file.verdict, verdict);
    await writeVerdict(database, organisation.id, upload.id, {
      position: file.position,
      from: 'waiting',
      to: 'judged',
      verdict,
      earlier: isOther ? file.verdict : null,
    });
    const done = { count: 1, leaseSeconds: context.leaseSeconds };
    await noteDone(database, organisation.id, upload.id, done);
  }
  if (files.length < atATime) await endStep(context, organisation, upload, 'judge');
}

async function judgeFile(
  context: Judging,
  organisation: Organisation,
  { upload, file, seen }: { upload: Upload; file: UploadFile; seen: Seen },
): Promise<Verdict> {
  const imported = await importUploadFile(context, organisation, { upload, file, dryRun: true });
  return besideOthers(seen, verdictOf(imported), upload.replaces);
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
    for (const { name, verdict } of files) if (verdict) noteSeen(seen, name, verdict);
    after = files.at(-1)?.position ?? after;
    if (files.length < wanted.most) return seen;
  }
}
