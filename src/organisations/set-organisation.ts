/** Changes an organisation's settings: what the file names is replaced, the rest stays. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { describe } from './add-organisation.ts';
import type { Organisation } from './organisation.ts';
import { settingsSchema } from './settings.ts';
import { writeSettings } from './store.ts';

/**
 * @param changes the parsed file: any of the fields of the settings
 * @throws Refusal `input_invalid` naming each field that is wrong; then nothing has changed
 */
export async function setOrganisation(
  context: Pick<Context, 'database' | 'clock' | 'ids'>,
  organisation: Organisation,
  changes: unknown,
  actor: string,
): Promise<Organisation> {
  if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) {
    throw new Refusal('input_invalid', 'file: not a JSON object');
  }
  const settings = settingsSchema.safeParse({ ...organisation.settings, ...changes });
  if (!settings.success) throw new Refusal('input_invalid', describe(settings.error.issues));
  await context.database.transaction(async (transaction) => {
    await writeSettings(transaction, organisation.id, settings.data);
    await recordAudit(transaction, context, organisation.id, {
      actor,
      action: 'set organisation',
      subject: organisation.id,
      detail: { fields: Object.keys(changes) },
    });
  });
  return { ...organisation, settings: settings.data };
}
