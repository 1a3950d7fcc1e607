/** Gives a test organisation an account at the sandbox, as an operator would by copying keys. */
import { z } from 'zod';
import { hasAccount, useProviderAccount, type Organisation } from '../organisations/index.ts';
import type { Portal } from '../portal/open-portal.ts';

const answer = z.object({
  account_id: z.string(),
  api_key: z.string(),
  notification_secret: z.string(),
});

/**
 * Opens an account at the running sandbox unless the organisation has one.
 *
 * @returns false when the sandbox does not answer: the next start of the demo does it then
 */
export async function connectSandbox(
  portal: Portal,
  organisation: Organisation,
  say: (sentence: string) => void,
): Promise<boolean> {
  const { context, config } = portal;
  if (await hasAccount(context.database, organisation.id, 'sandbox')) return true;
  const id = context.ids.next('acc');
  try {
    const response = await fetch(`http://127.0.0.1:${config.sandboxPort}/control/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        name: organisation.settings.name,
        notification_url: `http://127.0.0.1:${config.port}/${organisation.slug}/notifications/${id}`,
      }),
      signal: AbortSignal.timeout(5000),
    });
    const { api_key: apiKey, notification_secret: notificationSecret } = answer.parse(
      await response.json(),
    );
    const secrets = { api_key: apiKey, notification_secret: notificationSecret };
    await useProviderAccount(context, organisation, { id, provider: 'sandbox', secrets }, 'demo');
    return true;
  } catch (error) {
    context.log.debug({ err: error }, 'sandbox not reached');
    say(`${organisation.slug}: the sandbox is not running; it is connected at the next npm start`);
    return false;
  }
}
