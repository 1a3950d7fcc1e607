/** Makes the notice to a service of the snapshot of a receipt: its own lines, with what payers filled in. */
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Database } from '../database/database.ts';
import { findDueDetails, findDues } from '../dues/index.ts';
import { answer, type Answer } from '../forms/index.ts';
import { writeMessage, type Composer } from '../messages/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { findAllocations } from '../payments/index.ts';
import { findServicesByIds } from '../services/index.ts';
import { findReceiptOfPayment } from './store.ts';

const payload = z.object({ paymentId: z.string(), service: z.string() });

export function composeServiceNotice(context: Pick<Context, 'database'>): Composer {
  return async (organisation, message) => {
    const { paymentId, service: serviceId } = payload.parse(message.payload);
    const { database } = context;
    const receipt = await findReceiptOfPayment(database, organisation.id, paymentId);
    const [service] = await findServicesByIds(database, organisation.id, [serviceId]);
    if (!receipt || !service) throw new Error(`no receipt, or no service, for ${paymentId}`);
    const given = {
      receipt: receipt.document,
      service: { id: service.id, name: service.definition.name },
      answers: await answersOf(database, organisation, paymentId, serviceId),
    };
    const content = writeMessage('notice-for-service', given, message.language);
    return { content, attachments: [] };
  };
}

const answers = z.array(answer);

/** Of the lines of the service, in the order of the receipt. */
async function answersOf(
  database: Database,
  organisation: Organisation,
  paymentId: string,
  serviceId: string,
) {
  const allocations = await findAllocations(database, organisation.id, paymentId);
  const settled = allocations.filter(({ applied }) => applied.minor > 0n);
  const dueIds = settled.map(({ dueId }) => dueId);
  const dues = await findDues(database, organisation.id, dueIds);
  const own = new Set(dues.filter(({ service }) => service === serviceId).map(({ id }) => id));
  const details = await findDueDetails(database, organisation.id, [...own]);
  const byDue = new Map(details.map((detail) => [detail.dueId, detail]));
  return dueIds
    .filter((id) => own.has(id))
    .map((id) => answers.parse(byDue.get(id)?.answers ?? []).map(shownOf));
}

function shownOf({ label, value, shown }: Answer) {
  return { label, value: shown ?? { en: value } };
}
