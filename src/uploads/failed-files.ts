/** Gives back the files that were rejected, exactly as they came, with a table of the reasons. */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { Context } from '../context.ts';
import type { Language } from '../core/texts.ts';
import { writeTable } from '../exports/index.ts';
import { createArchiveNames } from './file-name.ts';
import { reasonWords } from './reason-words.ts';
import { findContent, findUploadFiles, readPart, type UploadFile } from './store/index.ts';
import type { Upload } from './upload.ts';
import { reasonColumnTexts } from './uploads.texts.ts';

/** Left out when the archive is sent again with its files mended. */
export const reasonsName = 'saldo-reasons.csv';

/** A zip archive, one file in memory at a time. */
export async function* zipFailedFiles(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  organisationId: string,
  upload: Upload,
  language: Language,
): AsyncGenerator<Uint8Array> {
  const wanted = { kind: 'rejected', most: 10_000 } as const;
  const files = await findUploadFiles(database, organisationId, upload.id, wanted);
  const nameOf = createArchiveNames();
  const named = [reasonsName, ...files.map(({ name }) => name)].map(nameOf);
  const archive = openArchive(clock.now());
  const reasons = files.map((file, index) => reasonRow(file, named[index + 1] ?? '', language));
  const t = reasonColumnTexts(language);
  const head = [t('file'), t('sent_as'), t('code'), t('reason'), t('line')];
  archive.add(reasonsName, writeTable([head, ...reasons], language));
  for (const [index, file] of files.entries()) {
    const name = named[index + 1] ?? '';
    const content = await findContent(database, organisationId, upload.id, file.position);
    if (content) archive.add(name, content);
    else {
      const place = { uploadId: upload.id, part: file.part };
      for await (const piece of readPart(database, organisationId, place)) {
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

function reasonRow(
  { name, judgement }: UploadFile,
  inArchive: string,
  language: Language,
): string[] {
  const error = judgement?.error;
  if (!error) return [inArchive, name, '', '', ''];
  return [inArchive, name, error.code, reasonWords(language, error), String(error.line ?? '')];
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
