/** Step-up: before something dangerous the person proves again who it is, and what they typed is kept meanwhile. */
import type { FastifyReply } from 'fastify';
import { confirmWithCode, confirmWithPasskey, askForPasskey } from '../../staff/index.ts';
import { postedFields } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { isCodeExhausted, countCode } from '../sign-in/limits.ts';
import { confirmPage } from './confirm-page.ts';

/** Whether the posted form brought a proof with it, and a good one. */
export async function confirmPosted(visit: StaffVisit): Promise<boolean> {
  const { context, organisation, session, request } = visit;
  const { confirmation_code: code, passkey } = postedFields(request.body);
  if (await isCodeExhausted(visit)) return false;
  if (typeof passkey === 'string' && passkey !== '')
    return confirmWithPasskey(context, organisation, session, passkey);
  if (typeof code !== 'string' || code === '') return false;
  await countCode(visit);
  return confirmWithCode(context, session, code);
}

/** Asks for a code or a passkey; the form that was posted is sent on with it, but for its secrets. */
export async function askAgain(
  visit: StaffVisit,
  { isSecret }: Pick<OfficeRoute, 'isSecret'>,
): Promise<FastifyReply> {
  const { request, reply, view, context } = visit;
  const fields = postedFields(request.body);
  const isWrong = typeof fields['confirmation_code'] === 'string';
  return sendPage(
    reply.status(isWrong ? 422 : 403),
    confirmPage(view, {
      action: request.url,
      fields: Object.entries(fields).filter(
        ([name]) => !ownFields.has(name) && isSecret?.(name) !== true,
      ),
      problem: (await isCodeExhausted(visit)) ? 'too_many' : isWrong ? 'wrong' : null,
      passkeyQuestion: await askForPasskey(context),
    }),
  );
}

const ownFields = new Set(['form_token', 'confirmation_code', 'passkey']);
