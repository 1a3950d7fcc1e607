/** Gives a test organisation an account at the sandbox, as an operator would by copying keys. */
import { z } from 'zod';
import { findAccountInUse, useProviderAccount, type Organisation } from '../organisations/index.ts';
import type { Portal } from '../portal/open-portal.ts';

const answer = z.object({
  account_id: z.string(),
  api_key: z.string(),
  notification_secret: z.string(),
});

const accountList = z.object({
  items: z.array(z.object({ account_id: z.string(), notification_url: z.string().nullable() })),
});

/**
 * Opens an account at the running sandbox, or tells it where the one there is gets its
 * notifications now: the port of the portal may have changed.
 *
 * @returns false when the sandbox does not answer: the next start of the demo does it then
 */
export async function connectSandbox(
  portal: Portal,
  organisation: Organisation,
  say: (sentence: string) => void,
): Promise<boolean> {
  const { context } = portal;
  try {
    const known = await findAccountInUse(context.database, organisation.id, 'sandbox');
    if (known) await moveNotifications(portal, organisation, known.id);
    else await openAccount(portal, organisation);
    return true;
  } catch (error) {
    context.log.debug({ err: error }, 'sandbox not reached');
    say(`${organisation.slug}: the sandbox is not running; it is connected at the next npm start`);
    return false;
  }
}

async function openAccount(portal: Portal, organisation: Organisation): Promise<void> {
  const { context } = portal;
  const id = context.ids.next('acc');
  const made = await control(portal, 'POST', '/accounts', {
    name: organisation.settings.name,
    notification_url: notificationAddress(portal, organisation, id),
  });
  const { api_key: apiKey, notification_secret: notificationSecret } = answer.parse(made);
  const secrets = { api_key: apiKey, notification_secret: notificationSecret };
  await useProviderAccount(context, organisation, { id, provider: 'sandbox', secrets }, 'demo');
}

async function moveNotifications(
  portal: Portal,
  organisation: Organisation,
  accountId: string,
): Promise<void> {
  const wanted = notificationAddress(portal, organisation, accountId);
  const path = new URL(wanted).pathname;
  const { items } = accountList.parse(await control(portal, 'GET', '/accounts'));
  const theirs = items.find((item) => item.notification_url?.endsWith(path));
  if (!theirs || theirs.notification_url === wanted) return;
  await control(portal, 'POST', `/accounts/${theirs.account_id}`, { notification_url: wanted });
}

function notificationAddress(portal: Portal, organisation: Organisation, id: string): string {
  return `http://127.0.0.1:${portal.config.port}/${organisation.slug}/notifications/${id}`;
}

async function control(
  { config }: Portal,
  method: 'GET' | 'POST',
  path: string,
  body?: Readonly<Record<string, string>>,
): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${config.sandboxPort}/control${path}`, {
    method,
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
    signal: AbortSignal.timeout(5000),
  });
  return response.json();
}
