/** Forms that bring files: read into fields and files before the form's token is looked at. */
import multipart, { type MultipartFile } from '@fastify/multipart';
import { Refusal } from '../core/errors.ts';
import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify';

export type PostedFile = {
  /** As the browser said it: not to be believed. */
  readonly name: string;
  /** Empty when the file was larger than the route takes. */
  readonly content: Buffer;
  readonly isTooLarge: boolean;
};

export type FileLimits = { readonly largestBytes: number; readonly most: number };

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Only routes that say so take files. */
    files?: FileLimits;
  }
  interface FastifyRequest {
    postedFiles: readonly PostedFile[];
  }
}

const mostFields = 40;
const largestField = 32 * 1024;

/** Must come before the guard of forms, which reads the token among the fields. */
export async function addPostedFiles(app: FastifyInstance): Promise<void> {
  await app.register(multipart, { throwFileSizeLimit: false });
  app.decorateRequest('postedFiles');
  app.addHook('onRequest', (request, _reply, done) => {
    request.postedFiles = [];
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

async function readParts(request: FastifyRequest, limits: FileLimits): Promise<void> {
  const files: PostedFile[] = [];
  const fields = new Map<string, string | string[]>();
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
  for await (const part of parts) {
    if (part.type === 'file') files.push(...(await readFile(part)));
    else if (typeof part.value === 'string') {
      const before = fields.get(part.fieldname);
      fields.set(part.fieldname, before === undefined ? part.value : [before, part.value].flat());
    }
  }
  request.body = Object.fromEntries(fields);
  request.postedFiles = files;
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
