/**
 * Forms that bring files: fields before the form's token is looked at; files before it too where they are
 * few and small, and after all checks, as they arrive, where a route says so.
 */
import multipart, {
  type Multipart,
  type MultipartFile,
  type MultipartValue,
} from '@fastify/multipart';
import { Refusal } from '../core/errors.ts';
import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify';

export type PostedFile = {
  /** As the browser said it: not to be believed. */
  readonly name: string;
  /** Empty when the file was larger than the route takes. */
  readonly content: Buffer;
  readonly isTooLarge: boolean;
};

/** A file that still arrives; it is read once, before the next one. */
export type ArrivingFile = {
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
  /** Once it was read: whether it was cut off at the limit. */
  readonly isTooLarge: () => boolean;
};

export type FileLimits = {
  readonly largestBytes: number;
  readonly most: number;
  /** The route reads `arrivingFiles` itself; only fields before the first file are read for it. */
  readonly arrive?: true;
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Only routes that say so take files. */
    files?: FileLimits;
  }
  interface FastifyRequest {
    postedFiles: readonly PostedFile[];
    arrivingFiles: AsyncGenerator<ArrivingFile> | null;
  }
}

const mostFields = 40;
const largestField = 32 * 1024;

/** Must come before the guard of forms, which reads the token among the fields. */
export async function addPostedFiles(app: FastifyInstance): Promise<void> {
  await app.register(multipart, { throwFileSizeLimit: false });
  app.decorateRequest('postedFiles');
  app.decorateRequest('arrivingFiles', null);
  app.addHook('onRequest', (request, _reply, done) => {
    request.postedFiles = [];
    done();
  });
  app.addHook('onResponse', (request, _reply, done) => {
    if (request.arrivingFiles) letGo(request);
    done();
  });
  app.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) return;
    const limits = request.routeOptions.config.files;
    const type = 'multipart/form-data';
    if (!limits) throw new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(type);
    await readParts(request, limits).catch(refuseMalformed);
  });
}

/** What the parser says of a body that is not what its type promises has no status of its own. */
function refuseMalformed(error: unknown): never {
  if (error instanceof Error && 'statusCode' in error) throw error;
  throw new Refusal('input_invalid', 'the form cannot be read', { cause: error });
}

/** What nobody reads any more still has to be taken off the connection, or it would serve nobody else. */
function letGo({ raw }: FastifyRequest): void {
  raw.unpipe();
  raw.resume();
}

type Fields = Map<string, string | string[]>;
type Parts = AsyncIterableIterator<Multipart>;

async function readParts(request: FastifyRequest, limits: FileLimits): Promise<void> {
  const fields: Fields = new Map();
  const parts = request.parts({
    limits: {
      fileSize: limits.largestBytes,
      files: limits.most,
      fields: mostFields,
      fieldSize: largestField,
      fieldNameSize: 100,
      parts: limits.most + mostFields,
      headerPairs: 20,
    },
  });
  if (limits.arrive === true) {
    const first = await readFieldsBefore(parts, fields);
    request.arrivingFiles = arriving(first, parts);
  } else request.postedFiles = await readAll(parts, fields);
  request.body = Object.fromEntries(fields);
}

function noteField(fields: Fields, { fieldname, value }: MultipartValue): void {
  if (typeof value !== 'string') return;
  const before = fields.get(fieldname);
  fields.set(fieldname, before === undefined ? value : [before, value].flat());
}

async function readAll(parts: Parts, fields: Fields): Promise<PostedFile[]> {
  const files: PostedFile[] = [];
  for await (const part of parts) {
    if (part.type === 'file') files.push(...(await readFile(part)));
    else noteField(fields, part);
  }
  return files;
}

/** @returns the first file, which waits until somebody reads it; null when there is none */
async function readFieldsBefore(parts: Parts, fields: Fields): Promise<MultipartFile | null> {
  // Not `for await`: leaving such a loop would end the parts.
  for (let next = await parts.next(); !next.done; next = await parts.next()) {
    if (next.value.type === 'file') return next.value;
    noteField(fields, next.value);
  }
  return null;
}

async function* arriving(
  first: MultipartFile | null,
  parts: Parts,
): AsyncGenerator<ArrivingFile, void> {
  if (!first) return;
  yield* arrivingFile(first);
  try {
    for await (const part of parts) if (part.type === 'file') yield* arrivingFile(part);
  } catch (error) {
    refuseMalformed(error);
  }
}

function* arrivingFile({ file, filename }: MultipartFile): Generator<ArrivingFile> {
  const name = readName(filename);
  yield { name, content: chunksOf(file), isTooLarge: () => file.truncated };
}

async function* chunksOf(file: MultipartFile['file']): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of file) if (Buffer.isBuffer(chunk)) yield chunk;
  } catch (error) {
    refuseMalformed(error);
  }
}

/** @returns nothing for a field for files that was left empty: it comes as a file without a name */
async function readFile(part: MultipartFile): Promise<PostedFile[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of part.file) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const isTooLarge = part.file.truncated;
  const content = isTooLarge ? Buffer.alloc(0) : Buffer.concat(chunks);
  const name = readName(part.filename);
  const isNone = name === '' && content.length === 0 && !isTooLarge;
  return isNone ? [] : [{ name, content, isTooLarge }];
}

/** The parser promises a name, and has none where the browser gave an empty one. */
function readName(given: unknown): string {
  return typeof given === 'string' ? given : '';
}
