/** Loading invoices and dues in the browser: sent, looked at, decided upon, watched, and fetched where they failed. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { Refusal } from '../../core/errors.ts';
import {
  fileKinds,
  findUpload,
  findUploadFiles,
  leaveUpload,
  listUploads,
  orderLoad,
  receiveUpload,
  uploadLimits,
  zipFailedFiles,
  type Received,
  type Upload,
} from '../../uploads/index.ts';
import type { FilledForm } from '../../web/components/field.ts';
import type { Html } from '../../web/html.ts';
import { orderKeyOf } from '../../web/order-key.ts';
import { addressPart, postedFields, queryText } from '../../web/posted-fields.ts';
import type { FileLimits } from '../../web/posted-files.ts';
import { sendPage } from '../../web/send-page.ts';
import { atPage, deedOr } from '../acting/deed.ts';
import { newForm } from '../acting/form-parts.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { importsPage, limitValues } from './imports-page.ts';
import { importTexts } from './imports.texts.ts';
import { liveState, uploadPage } from './upload-pages.ts';

const permission = 'import';
const one = '/imports/:upload';

/** A few more than are taken, so that too many can be told on the page. */
const files: FileLimits = {
  largestBytes: uploadLimits.bytes + 1,
  most: uploadLimits.files + 1,
  arrive: true,
};

export const importRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/imports', permission, handle: showAll },
  { method: 'POST', path: '/imports', permission, files, handle: postFiles },
  { method: 'GET', path: one, permission, handle: showUpload },
  { method: 'GET', path: `${one}/state`, permission, handle: tellState },
  { method: 'GET', path: `${one}/failed`, permission, handle: sendFailed },
  { method: 'POST', path: `${one}/load`, permission, handle: postLoad },
  { method: 'POST', path: `${one}/leave`, permission, handle: postLeave },
];

const pageSize = 50;

async function showAll(visit: StaffVisit): Promise<FastifyReply> {
  return sendPage(visit.reply, await pageOfAll(visit, newForm(visit.context)));
}

async function pageOfAll(visit: StaffVisit, form: FilledForm): Promise<Html> {
  const { context, organisation, actor, view } = visit;
  const uploads = await listUploads(context.database, organisation.id, actor);
  return importsPage(atPage(view, '/imports'), { form, uploads });
}

async function postFiles(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, member, actor, request, reply, view, site } = visit;
  const replaces = postedFields(request.body)['replaces'] === 'yes';
  const received = await receiveUpload(context, organisation, request.arrivingFiles ?? noFiles(), {
    uploadedBy: actor,
    recipient: member.email,
    language: view.language,
    // What is of other services is rejected file by file, or row by row.
    services: member.services,
    replaces,
    orderKey: orderKeyOf(site, request),
  });
  if (received.kind === 'received')
    return reply.redirect(view.office.to(`/imports/${received.uploadId}`), 303);
  const errors = { files: importTexts(view.language)(received.kind, limitValues) };
  const form = { ...newForm(context, replaces ? { replaces: 'yes' } : {}), errors };
  return sendPage(reply.status(statuses[received.kind]), await pageOfAll(visit, form));
}

const statuses = {
  nothing: 422,
  too_large: 413,
  too_many: 413,
  full: 409,
} as const satisfies Record<Exclude<Received['kind'], 'received'>, number>;

/** A form that brought none. */
async function* noFiles(): AsyncGenerator<never> {}

/** @throws Refusal `not_found` for an upload of somebody else */
async function uploadOf(visit: StaffVisit): Promise<Upload> {
  const { context, organisation, actor, request } = visit;
  const id = addressPart(request, 'upload');
  const found = await findUpload(context.database, organisation.id, id);
  if (!found || found.uploadedBy !== actor) throw new Refusal('not_found');
  return found;
}

async function showUpload(visit: StaffVisit): Promise<FastifyReply> {
  return sendPage(visit.reply, await pageOf(visit, await uploadOf(visit), null));
}

async function pageOf(visit: StaffVisit, upload: Upload, problem: string | null): Promise<Html> {
  const { context, organisation, request, view } = visit;
  const kind = fileKinds.find((each) => each === queryText(request, 'show')) ?? null;
  const after = positionIn(queryText(request, 'after'));
  const found = await findUploadFiles(context.database, organisation.id, upload.id, {
    ...(kind && { kind }),
    ...(after !== null && { after }),
    most: pageSize + 1,
  });
  const shown = found.slice(0, pageSize);
  const next = found.length > pageSize ? (shown.at(-1)?.position ?? null) : null;
  const page = { upload, files: shown, kind, next, isFirst: after === null, problem };
  return uploadPage(problem === null ? view : atPage(view, `/imports/${upload.id}`), page);
}

function positionIn(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}

async function tellState(visit: StaffVisit): Promise<FastifyReply> {
  return visit.reply.send({ state: liveState(await uploadOf(visit)) });
}

async function postLoad(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, member, actor, request } = visit;
  const upload = await uploadOf(visit);
  const { way } = postedFields(request.body);
  return deedOr(
    visit,
    async () => {
      if (way !== 'good' && way !== 'all') throw new Refusal('input_invalid');
      await orderLoad(context, organisation, upload.id, { way, actor, services: member.services });
      return `/imports/${upload.id}`;
    },
    (problem) => pageOf(visit, upload, problem),
  );
}

async function postLeave(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor } = visit;
  const upload = await uploadOf(visit);
  return deedOr(
    visit,
    async () => {
      await leaveUpload(context, organisation, upload.id, actor);
      return `/imports/${upload.id}`;
    },
    (problem) => pageOf(visit, upload, problem),
  );
}

/** @throws Refusal `not_found` when none failed, or they are gone */
async function sendFailed(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, reply, view } = visit;
  const upload = await uploadOf(visit);
  const { files: counts, partly = 0 } = upload.figures ?? {};
  const failed = (counts?.rejected ?? 0) + partly;
  if (failed === 0 || upload.erasedAt !== null) throw new Refusal('not_found');
  const name = `${organisation.slug}-${upload.id}-failed.zip`;
  return reply
    .type('application/zip')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(Readable.from(zipFailedFiles(context, organisation, upload, view.language)));
}
