/** An organisation in which there is one of everything that an address of the back office can name. */
import assert from 'node:assert/strict';
import { checkAttachment, findTicketAttachments, openTicket } from '../../../src/tickets/index.ts';
import { findPaymentByToken, requestRefund } from '../../../src/payments/index.ts';
import { proposeAccounts, tryKeys } from '../../../src/desk/index.ts';
import { knownDate } from '../../../src/core/calendar-date.ts';
import { money } from '../../../src/core/money.ts';
import { sql, type Sql } from '../../../src/database/sql.ts';
import { requestExport, scheduleExport } from '../../../src/exports/index.ts';
import { saveDiscount } from '../../../src/discounts/index.ts';
import { newChargeType, newService } from '../../../src/services/index.ts';
import { findList, parseSelection, saveView } from '../../../src/reports/index.ts';
import { findUpload, receiveUpload } from '../../../src/uploads/index.ts';
import { until } from '../../../test/support/until.ts';
import { employ, type Clerk } from './clerk.ts';
import { pay } from './paying.ts';
import type { Place } from './place.ts';
import type { Town } from './town.ts';

export const bankAccount = 'IT60X0542811101000000123456';

export type Things = {
  readonly town: Town;
  readonly administrator: Clerk;
  /** By the names of parameters in addresses. */
  readonly ids: Readonly<Record<string, string>>;
};

/** @param texts what the people of the town write wherever they may write */
export async function furnish(place: Place, name: string, texts = 'parole'): Promise<Things> {
  const settings = {
    refund_limit: { amount: '100.00', currency: 'EUR' },
    accounts: [{ name: 'Tesoreria', iban: bankAccount }],
  };
  const town = await place.town(name, settings);
  const administrator = await employ(place, town, 'administrator');
  const paid = await pay(place, town);
  const contested = await pay(place, town);
  await place.sandbox.control('POST', `/sessions/${contested.session}/dispute`, {});
  const twice = await pay(place, town);
  await place.sandbox.control('POST', `/sessions/${twice.session}/charge-again`, {});
  const { organisation } = town;
  const { context } = place.first;
  const actor = `staff:${administrator.member.id}`;
  const payment = await findPaymentByToken(context.database, organisation.id, paid.token);
  assert(payment);
  const [dueId = ''] = paid.owed.dueIds;
  const proposed = await requestRefund(context, organisation, payment.id, {
    reason: texts,
    actor,
    lines: [{ dueId, amount: money(12_200n, 'EUR'), after: 'owed_again' }],
    way: { kind: 'provider' },
  });
  assert(proposed.kind === 'approval', 'a second person is needed above the limit');
  const { ticket, attachment } = await askForHelp(place, town, texts);
  const [open = ''] = (await town.owe()).dueIds;
  const ids = {
    payment: payment.id,
    due: open,
    approval: proposed.approvalId,
    accounts: await proposeAccounts(
      context,
      organisation,
      [{ name: texts.slice(0, 60), iban: bankAccount }],
      { reason: texts, actor },
    ),
    dispute: await idOf(place, town, sql`select dispute_id as id from disputes`),
    item: await idOf(place, town, sql`select suspense_item_id as id from suspense_items`),
    ticket,
    attachment,
    member: administrator.member.id,
    list: 'payments',
    ...(await exportThings(place, town, administrator, texts)),
    upload: await sendFile(place, town, administrator, texts),
    link: 'a-link-that-nobody-was-sent',
    account: town.accountId,
    keys: await tryKeys(
      context,
      organisation,
      { provider: 'sandbox', secrets: town.secrets },
      actor,
    ),
    ...(await offerThings(place, town, texts)),
    provider: 'sandbox',
    mail: 'receipt-for-payer',
    kind: 'charge',
    reference: 'ses_that_nobody_knows',
  };
  return { town, administrator, ids };
}

/** Waits for what the workers bring. */
function idOf({ database }: Place, { organisation }: Town, asked: Sql): Promise<string> {
  const text = `${asked.text} where organisation_id = $1 order by 1`;
  return until('the workers to bring it', async () => {
    const [row] = await database.owner.query<{ id: string }>({ text, values: [organisation.id] });
    return row?.id;
  });
}

/** A file that is no invoice, and has been looked at. */
async function sendFile(
  { first }: Place,
  { organisation }: Town,
  { member }: Clerk,
  texts: string,
): Promise<string> {
  const { context } = first;
  async function* files() {
    async function* content() {
      yield Buffer.from(texts);
    }
    yield { name: `${texts}.xml`, content: content() };
  }
  const received = await receiveUpload(context, organisation, files(), {
    uploadedBy: `staff:${member.id}`,
    recipient: member.email,
    language: 'en',
    services: null,
    replaces: false,
    orderKey: context.ids.token(),
  });
  assert(received.kind === 'received');
  const { uploadId } = received;
  return until('the file to be looked at', async () => {
    const upload = await findUpload(context.database, organisation.id, uploadId);
    return upload?.figures ? uploadId : null;
  });
}

async function askForHelp(
  place: Place,
  { organisation }: Town,
  words: string,
): Promise<{ readonly ticket: string; readonly attachment: string }> {
  const { context } = place.first;
  const content = Buffer.from('%PDF-1.7 a letter');
  const checked = checkAttachment({ name: words, content });
  assert(typeof checked === 'object');
  const { id } = await openTicket(context, organisation, {
    kind: 'other',
    language: 'en',
    email: 'payer@example.com',
    name: words.slice(0, 60),
    payment: null,
    details: { invoice_number: words.slice(0, 30) },
    words,
    attachments: [checked],
    orderKey: context.ids.token(),
  });
  const [attachment] = await findTicketAttachments(context.database, organisation.id, id);
  return { ticket: id, attachment: attachment?.id ?? '' };
}

async function exportThings(
  place: Place,
  { organisation }: Town,
  { member }: Clerk,
  texts: string,
): Promise<{ readonly export: string; readonly schedule: string; readonly view: string }> {
  const { context } = place.first;
  const list = findList('payments');
  assert(list);
  const selected = parseSelection(list, {}, { today: knownDate('2026-11-22') });
  assert(selected.kind === 'selection');
  const { selection } = selected;
  const kept = { staffId: member.id, name: texts.slice(0, 80), isShared: true };
  await saveView(context, organisation, selection, kept);
  const wanted = {
    list: 'payments',
    parameters: selection.parameters,
    services: null,
    format: 'csv',
    language: 'en',
  } as const;
  const by = { actor: `staff:${member.id}`, email: member.email };
  const orderKey = context.ids.token();
  const made = await requestExport(context, organisation, wanted, { ...by, orderKey });
  await scheduleExport(context, organisation, { ...wanted, every: 'month' }, by);
  const find = async (text: string): Promise<string> => {
    const asked = { text, values: [organisation.id] };
    const [row] = await place.database.owner.query<{ id: string }>(asked);
    return row?.id ?? '';
  };
  return {
    export: made,
    schedule: await find(
      'select export_schedule_id as id from export_schedules where organisation_id = $1',
    ),
    view: await find('select saved_view_id as id from saved_views where organisation_id = $1'),
  };
}

/** A service with a free payment and a kind of dues whose every text is somebody's. */
async function offerThings(
  { first }: Place,
  { organisation }: Town,
  texts: string,
): Promise<Readonly<Record<'service' | 'charge' | 'duesCharge' | 'discount', string>>> {
  const { context } = first;
  const words = { it: texts.slice(0, 100) };
  const order = () => ({ actor: 'staff:attack', key: context.ids.token() });
  // Names of services are an organisation's own: each has its own here too, so that none is mistaken for another's.
  const id = `sala-${organisation.id.slice(-10)}`;
  const definition = { name: words, category: 'other', contact: {}, summary: words } as const;
  const serviceId = await newService(context, organisation, { id, definition }, order());
  const amount = { kind: 'fixed', currency: 'EUR', amount: '50.00' } as const;
  const debtor = { who: 'anyone', tax_code: 'optional', email: 'optional' } as const;
  const fields = [{ kind: 'text', name: 'titolo', label: words, mandatory: false } as const];
  const free = { name: words, amount, debtor, form: { fields } };
  const charges = { id, serviceId } as const;
  const charge = await newChargeType(
    context,
    organisation,
    { ...charges, kind: 'free', definition: free },
    order(),
  );
  const duesCharge = await newChargeType(
    context,
    organisation,
    { ...charges, kind: 'dues', definition: { name: words } },
    order(),
  );
  const terms = {
    chargeTypeId: charge,
    code: 'BENVENUTO',
    kind: 'percent',
    value: 1000n,
    currency: 'EUR',
    names: words,
    validFrom: null,
    validUntil: null,
    mostUses: null,
    mostUsesPerPayer: null,
    isPublic: true,
  } as const;
  const discount = await context.database.transaction((transaction) =>
    saveDiscount(context, transaction, organisation, terms, 'staff:attack'),
  );
  return { service: serviceId, charge, duesCharge, discount };
}
