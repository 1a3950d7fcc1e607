/** Puts a service or a charge type up, or changes it; two people at once do not undo each other. */
import { isDeepStrictEqual } from 'node:util';
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import type { ChargeType, Service } from './offer.ts';
import { findChargeTypesByIds, findServicesByIds, writeChargeType, writeService } from './store.ts';

type Saving = Pick<Context, 'clock' | 'ids'>;

/**
 * @param service as it is to be; its version one above the one that was seen, 1 for a new one
 * @throws Refusal `changed_since` when somebody else changed it meanwhile; not when it is like that already
 */
export async function saveService(
  context: Saving,
  transaction: Transaction,
  organisation: Organisation,
  service: Service,
  actor: string,
): Promise<void> {
  const [before] = await findServicesByIds(transaction, organisation.id, [service.id]);
  const isWritten = await writeService(transaction, organisation.id, service, context.clock.now());
  if (!isWritten) return demandSame(before, service);
  await recordAudit(transaction, context, organisation.id, {
    actor,
    action: 'save service',
    subject: service.id,
    detail: { before: before ?? null, after: service },
  });
}

/** As `saveService`, for what is charged under a service. @throws Refusal `not_found` without its service */
export async function saveChargeType(
  context: Saving,
  transaction: Transaction,
  organisation: Organisation,
  chargeType: ChargeType,
  actor: string,
): Promise<void> {
  const [service] = await findServicesByIds(transaction, organisation.id, [chargeType.serviceId]);
  if (!service) throw new Refusal('not_found', `there is no service ${chargeType.serviceId}`);
  const [before] = await findChargeTypesByIds(transaction, organisation.id, [chargeType.id]);
  const isWritten = await writeChargeType(
    transaction,
    organisation.id,
    chargeType,
    context.clock.now(),
  );
  if (!isWritten) return demandSame(before, chargeType);
  await recordAudit(transaction, context, organisation.id, {
    actor,
    action: 'save charge type',
    subject: chargeType.id,
    detail: { before: before ?? null, after: chargeType },
  });
}

/** The same form sent twice is one change. */
function demandSame(before: Service | ChargeType | undefined, after: Service | ChargeType): void {
  const asKept: unknown = JSON.parse(JSON.stringify(after));
  if (isDeepStrictEqual(before, asKept)) return;
  throw new Refusal('changed_since', `${after.id}: was changed since`);
}
