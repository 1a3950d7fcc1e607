/** Gives back what was rejected, with a table of the reasons: files as they came, of dues the rows that failed. */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { Context } from '../context.ts';
import type { Language } from '../core/texts.ts';
import { rowErrorWords, type RowError } from '../due-imports/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { failedRowsOf } from './dues-file.ts';
import { writeTable } from '../exports/index.ts';
import type { Queryable } from '../database/database.ts';
import { createArchiveNames } from './file-name.ts';
import { reasonWords } from './reason-words.ts';
import { findContent, findUploadFiles, readPart, type UploadFile } from './store/index.ts';
import type { Upload } from './upload.ts';
import { reasonColumnTexts } from './uploads.texts.ts';

/** Left out when the archive is sent again with its files mended. */
export const reasonsName = 'saldo-reasons.csv';

/** A zip archive, one file in memory at a time. */
export async function* zipFailedFiles(
  context: Pick<Context, 'database' | 'clock' | 'ids' | 'reach'>,
  organisation: Organisation,
  upload: Upload,
  language: Language,
): AsyncGenerator<Uint8Array> {
  const { database, clock } = context;
  const files = await findFailed(database, organisation.id, upload);
  const nameOf = createArchiveNames();
  const named = [reasonsName, ...files.map(({ name }) => name)].map(nameOf);
  const archive = openArchive(clock.now());
  const reasons = files.flatMap((file, index) =>
    reasonRows(file, named[index + 1] ?? '', language),
  );
  const t = reasonColumnTexts(language);
  const head = [t('file'), t('sent_as'), t('code'), t('reason'), t('line')];
  archive.add(reasonsName, writeTable([head, ...reasons], language));
  for (const [index, file] of files.entries()) {
    const name = named[index + 1] ?? '';
    if (hasFailedRows(file)) {
      const text = await failedRowsOf(context, organisation, { upload, file }, language);
      archive.add(name, Buffer.from(text));
      yield archive.taken();
      continue;
    }
    const content = await findContent(database, organisation.id, upload.id, file.position);
    if (content) archive.add(name, content);
    else {
      const place = { uploadId: upload.id, part: file.part };
      for await (const piece of readPart(database, organisation.id, place)) {
        archive.write(name, piece);
        yield archive.taken();
      }
      archive.close();
    }
    yield archive.taken();
  }
  archive.end();
  yield archive.taken();
}

/** In the order in which they were sent. */
async function findFailed(
  database: Queryable,
  organisationId: string,
  upload: Upload,
): Promise<UploadFile[]> {
  const most = 10_000;
  const rejected = await findUploadFiles(database, organisationId, upload.id, {
    kind: 'rejected',
    most,
  });
  const partly = await findUploadFiles(database, organisationId, upload.id, {
    kind: 'partly',
    most,
  });
  return [...rejected, ...partly].toSorted((one, other) => one.position - other.position);
}

function hasFailedRows({ judgement }: UploadFile): boolean {
  return (judgement?.dues?.rejected ?? 0) > 0;
}

function reasonRows(
  { name, judgement }: UploadFile,
  inArchive: string,
  language: Language,
): string[][] {
  const error = judgement?.error;
  const ofRows = (judgement?.dues?.errors ?? []).map((one) => {
    return [inArchive, name, one.code, rowReason(language, one), String(one.row)];
  });
  if (ofRows.length > 0) return ofRows;
  if (!error) return [[inArchive, name, '', '', '']];
  return [[inArchive, name, error.code, reasonWords(language, error), String(error.line ?? '')]];
}

/** `Importo: “ten” is not an amount`. */
export function rowReason(
  language: Language,
  error: Pick<RowError, 'column' | 'values'> & { readonly code: string },
): string {
  const words = rowErrorWords(language, error);
  return error.column === null ? words : `${error.column}: ${words}`;
}

function openArchive(madeAt: Date) {
  let written: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    written.push(bytes);
  });
  let open: ZipPassThrough | null = null;
  return {
    add: (name: string, content: Uint8Array): void => {
      const part = new ZipDeflate(name, { level: 6 });
      part.mtime = madeAt;
      zip.add(part);
      part.push(content, true);
    },
    /** Writes on in a part, which is an archive itself and does not become smaller. */
    write: (name: string, piece: Uint8Array): void => {
      if (!open) {
        open = new ZipPassThrough(name);
        open.mtime = madeAt;
        zip.add(open);
      }
      open.push(piece);
    },
    close: (): void => {
      open?.push(new Uint8Array(), true);
      open = null;
    },
    end: (): void => {
      zip.end();
    },
    taken: (): Uint8Array => {
      const taken = Buffer.concat(written);
      written = [];
      return taken;
    },
  };
}
