/** Takes in a provider's notification: checked, kept, and only then acknowledged. It is a hint, no more. */
import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { openAccount, type Organisation } from '../organisations/index.ts';
import type { NotificationRequest } from '../providers/provider.ts';
import { insertEvents, type InboxEvent } from './store/index.ts';

type Receiving = Pick<
  Context,
  'database' | 'key' | 'providers' | 'log' | 'reach' | 'wake' | 'together'
>;

/**
 * @returns whether the event is new
 * @throws Refusal `not_found` for an account that is not there
 * @throws NotificationRejected when it is not genuine; nothing is kept then
 */
export async function receiveNotification(
  context: Receiving,
  organisation: Organisation,
  providerAccountId: string,
  request: NotificationRequest,
): Promise<'new' | 'known'> {
  const opened = await openAccount(context, organisation.id, providerAccountId);
  if (!opened) throw new Refusal('not_found');
  const notification = opened.provider.readNotification(opened.account, request);
  context.reach('notification.before_commit');
  const event: InboxEvent = {
    providerAccountId,
    eventId: notification.eventId,
    type: notification.type,
    bodyDigest: createHash('sha256').update(request.body).digest('hex'),
    ourReference: notification.ourReference,
    providerReference: notification.providerReference,
    receivedAt: request.receivedAt,
  };
  const outcome = await context.together(keepEvents, context, organisation, event);
  context.reach('notification.after_commit');
  context.log.info(
    {
      organisation: organisation.slug,
      event: notification.eventId,
      concerns: notification.ourReference,
      outcome,
    },
    'notification kept',
  );
  if (outcome === 'other_body') {
    // The first one counts; whoever sends another under the same name is watched, not believed.
    context.log.error(
      { organisation: organisation.slug, event: notification.eventId },
      'notification changed its body',
    );
  }
  context.wake(organisation.id, 'process-inbox');
  return outcome === 'new' ? 'new' : 'known';
}

function keepEvents(
  { database }: Receiving,
  { id }: Organisation,
  events: readonly InboxEvent[],
): ReturnType<typeof insertEvents> {
  return insertEvents(database, id, events);
}
