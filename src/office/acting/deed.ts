/** Runs a deed that was posted: done, the browser is led on; refused, its page comes back with the reason. */
import type { FastifyReply } from 'fastify';
import { Refusal } from '../../core/errors.ts';
import { isAllowed, type PermissionName } from '../../staff/index.ts';
import { holdsCardNumber } from '../../web/card-number-guard.ts';
import type { Html } from '../../web/html.ts';
import { sendPage } from '../../web/send-page.ts';
import type { StaffVisit } from '../office-route.ts';
import type { OfficeView } from '../office-view.ts';
import { refusalWords } from './refusal-words.ts';

/**
 * @param deed does it, and says which page below the office comes next
 * @param again the page with the reason of a refusal
 */
export async function deedOr(
  { reply, view }: StaffVisit,
  deed: () => Promise<string>,
  again: (problem: string) => Html | Promise<Html>,
): Promise<FastifyReply> {
  let next: string;
  try {
    next = await deed();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'not_found') throw error;
    return sendPage(reply.status(409), await again(refusalWords(view.language, error)));
  }
  return reply.redirect(view.office.to(next), 303);
}

/** A page that is shown in answer to a deed: the language switch leads to the page itself. */
export function atPage(view: OfficeView, path: string): OfficeView {
  return { ...view, address: view.office.to(path) };
}

/** @throws Refusal `not_allowed` when the person may not do that for every one of the services */
export function demandServices(
  { member }: StaffVisit,
  permission: PermissionName,
  services: readonly string[],
): void {
  if (!services.every((service) => isAllowed(member, permission, service))) {
    throw new Refusal('not_allowed');
  }
}

/** Whether free text says something, and is nothing that must not be kept. */
export function isSayable(text: string): boolean {
  return text.trim() !== '' && !holdsCardNumber(text);
}
