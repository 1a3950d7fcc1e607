/** What one person proposes and another decides: who it was, the two answers, and how they are taken. */
import type { FastifyReply } from 'fastify';
import { findStaff } from '../../staff/index.ts';
import { actions, button, postForm } from '../../web/components/action.ts';
import { html, type Html } from '../../web/html.ts';
import type { StaffVisit } from '../office-route.ts';
import type { OfficeView } from '../office-view.ts';
import { actingTexts } from './acting.texts.ts';
import { deedOr } from './deed.ts';

export type Proposer = {
  readonly name: string;
  /** Whoever proposed it may take it back, and not agree to it. */
  readonly isOneself: boolean;
};

export async function proposerOf(
  { context, organisation, actor }: StaffVisit,
  proposedBy: string,
): Promise<Proposer> {
  const staffId = proposedBy.replace('staff:', '');
  const person = await findStaff(context.database, organisation.id, staffId);
  return { name: person?.name ?? proposedBy, isOneself: proposedBy === actor };
}

/** @param path of the proposal; the answers are posted below it */
export function answersTo(view: OfficeView, path: string, { isOneself }: Proposer): Html {
  const t = actingTexts(view.language);
  const answer = (deed: 'agree' | 'refuse', label: string): Html =>
    postForm(
      view,
      view.office.to(`${path}/${deed}`),
      button(label, deed === 'agree' ? 'primary' : 'secondary'),
    );
  if (isOneself) {
    return html`<p>${t('own_proposal')}</p>
      ${actions(answer('refuse', t('take_back')))}`;
  }
  return actions(answer('agree', t('agree')), answer('refuse', t('refuse')));
}

/**
 * @param path of the page that says what was decided
 * @param again the page with the reason of a refusal
 */
export function decide(
  visit: StaffVisit,
  { path, done }: { readonly path: string; readonly done: 'agreed' | 'refused' },
  deed: () => Promise<unknown>,
  again: (problem: string) => Promise<Html>,
): Promise<FastifyReply> {
  return deedOr(
    visit,
    async () => {
      await deed();
      return `${path}?done=${done}`;
    },
    again,
  );
}
