/** Asks for a list as a file: once, or again and again; audited, because data leaves. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Rhythm, Wanted } from './export.ts';
import { nextTime } from './next-time.ts';
import { insertExport } from './store/exports.ts';
import { insertSchedule, writeNextTime } from './store/schedules.ts';

type Means = Pick<Context, 'database' | 'clock' | 'ids' | 'wake'>;

/** Who gets the file. */
export type Person = { readonly actor: string; readonly email: string };

/** @returns the export's id; the same one when the same form comes again */
export async function requestExport(
  context: Means,
  organisation: Organisation,
  wanted: Wanted,
  by: Person & { readonly orderKey: string },
): Promise<string> {
  const id = context.ids.next('exp');
  const kept = await context.database.transaction(async (transaction) => {
    const exportId = await insertExport(transaction, organisation.id, by.orderKey, {
      ...wanted,
      id,
      requestedBy: by.actor,
      recipient: by.email,
      requestedAt: context.clock.now(),
    });
    if (exportId === id) {
      const deed = { wanted, subject: id, actor: by.actor };
      await auditExport(transaction, context, organisation, deed);
    }
    return exportId;
  });
  context.wake(organisation.id, 'make-exports');
  return kept;
}

/** Writes down that a short list was sent at once. */
export async function recordExport(
  context: Means,
  organisation: Organisation,
  wanted: Wanted,
  actor: string,
): Promise<void> {
  await context.database.transaction((transaction) =>
    auditExport(transaction, context, organisation, { wanted, subject: organisation.id, actor }),
  );
}

async function auditExport(
  transaction: Transaction,
  context: Means,
  organisation: Organisation,
  deed: { readonly wanted: Wanted; readonly subject: string; readonly actor: string },
): Promise<void> {
  const { list, parameters, format } = deed.wanted;
  await recordAudit(transaction, context, organisation.id, {
    actor: deed.actor,
    action: 'export list',
    subject: deed.subject,
    // What was looked for may be somebody's name or address.
    detail: { list, format, filters: parameters.map(([name]) => name) },
    personal: Object.fromEntries(parameters),
  });
}

export async function scheduleExport(
  context: Means,
  organisation: Organisation,
  wanted: Wanted & { readonly every: Rhythm },
  by: Person,
): Promise<void> {
  const now = context.clock.now();
  const id = context.ids.next('sch');
  const nextAt = nextTime(wanted.every, organisation.settings.time_zone, now);
  await context.database.transaction(async (transaction) => {
    await insertSchedule(
      transaction,
      organisation.id,
      { ...wanted, id, requestedBy: by.actor, recipient: by.email, nextAt },
      now,
    );
    await recordAudit(transaction, context, organisation.id, {
      actor: by.actor,
      action: 'schedule export',
      subject: id,
      detail: { list: wanted.list, every: wanted.every },
    });
  });
}

/** @throws Refusal `not_found` when it has ended or never was */
export async function endSchedule(
  context: Means,
  organisation: Organisation,
  scheduleId: string,
  actor: string,
): Promise<void> {
  await context.database.transaction(async (transaction) => {
    if (!(await writeNextTime(transaction, organisation.id, scheduleId, null)))
      throw new Refusal('not_found');
    await recordAudit(transaction, context, organisation.id, {
      actor,
      action: 'end scheduled export',
      subject: scheduleId,
      detail: {},
    });
  });
}
