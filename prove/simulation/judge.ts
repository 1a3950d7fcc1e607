/** Compares the books with what is true at the provider, when everything is finished. */
import { judgeOffice } from './judge-office.ts';
import type { Page } from './provider-truth.ts';
import { note, type World } from './world.ts';

/** Of all payments: how many succeeded, and their sum in minor units. */
export type Sums = { readonly payments: number; readonly moneyMinor: bigint };

type ChargeRow = { reference: string; minor: string; currency: string; kind: 'attempt' | 'stray' };

export async function judge(world: World): Promise<Sums> {
  await compareCharges(world);
  await compareRefunds(world);
  await compareDisputes(world);
  await compareBalances(world);
  await judgeOffice(world);
  await lookForOpenEnds(world);
  await lookForAcknowledged(world);
  for (const twice of world.truth.paidTwice)
    note(world, 'double', `one due was paid twice: ${twice}`);
  for (const attempt of world.acts.openedTwice) {
    note(world, 'double', `a second page was opened for ${attempt}`);
  }
  const [row] = await ask<{ n: number; minor: string }>(
    world,
    `select count(*)::integer as n, coalesce(sum(total), 0)::text as minor from payments where state <> 'open'`,
  );
  return { payments: row?.n ?? 0, moneyMinor: BigInt(row?.minor ?? '0') };
}

async function ask<R extends object>(world: World, text: string): Promise<R[]> {
  return (await world.lane.owner.query<R>(text)).rows;
}

/** Every charge is in the books once, with its amount; and nothing else is. */
async function compareCharges(world: World): Promise<void> {
  const rows = await ask<ChargeRow>(
    world,
    `select provider_reference as reference, captured::text as minor, captured_currency as currency,
       'attempt' as kind from attempts where captured > 0 and provider <> 'counter'
     union all select provider_reference, amount::text, currency, 'stray' from stray_movements
       where kind = 'charge' order by 1`,
  );
  for (const { reference, charge } of world.truth.pages) {
    const booked = rows.filter((row) => row.reference === reference);
    if (!charge) {
      if (booked.length > 0)
        note(world, 'phantom', `money was booked that nobody took: ${reference}`);
      continue;
    }
    const { minor, currency } = charge.amount;
    if (booked.length === 0) note(world, 'lost', `a charge is not in the books: ${reference}`);
    if (booked.length > 1) note(world, 'double', `a charge was booked twice: ${reference}`);
    if (booked.some((row) => BigInt(row.minor) !== minor || row.currency !== currency)) {
      note(world, 'wrong_amount', `a charge was booked with another amount: ${reference}`);
    }
  }
  const known = new Set(world.truth.pages.map(({ reference }) => reference));
  for (const { reference } of rows) {
    if (!known.has(reference)) note(world, 'phantom', `no page is called ${reference}`);
  }
}

type RefundRow = { id: string; state: string; way: string; minor: string; is_listed: boolean };

async function compareRefunds(world: World): Promise<void> {
  const rows = await ask<RefundRow>(
    world,
    `select refund_id as id, state, way, amount::text as minor,
       exists (select from stray_movements where kind = 'refund' and our_reference = refund_id) as is_listed
     from refunds order by 1`,
  );
  const ours = world.truth.refunds.filter(({ refundId }) => refundId !== null);
  for (const { id, state, way, minor, is_listed: isListed } of rows) {
    if (way === 'by_hand') {
      if (ours.some(({ refundId }) => refundId === id))
        note(world, 'double', `paid by hand, and by the provider too: ${id}`);
      continue;
    }
    const done = ours.filter(({ refundId, status }) => refundId === id && status === 'succeeded');
    if (done.length > 1) note(world, 'double', `a refund left twice: ${id}`);
    if (state === 'succeeded' && done.length === 0)
      note(world, 'phantom', `a refund never left: ${id}`);
    // What left beside another refund of the same money is listed for a person.
    if (state === 'failed' && done.length > 0 && !isListed)
      note(world, 'lost', `a refund left unseen: ${id}`);
    if (done.some(({ amount }) => amount.minor !== BigInt(minor))) {
      note(world, 'wrong_amount', `another amount was given back: ${id}`);
    }
  }
  for (const { refundId } of ours) {
    if (!rows.some(({ id }) => id === refundId))
      note(world, 'phantom', `nobody ordered ${refundId}`);
  }
  for (const page of world.truth.pages) {
    if (page.charge && page.charge.refunded > page.charge.amount.minor) {
      note(world, 'over_refund', `more was given back than taken: ${page.reference}`);
    }
  }
}

async function compareDisputes(world: World): Promise<void> {
  const rows = await ask<{ reference: string; minor: string }>(
    world,
    'select provider_reference as reference, disputed::text as minor from attempts where captured > 0 order by 1',
  );
  for (const { reference, charge } of world.truth.pages) {
    const row = rows.find((each) => each.reference === reference);
    if (!charge || !row || BigInt(row.minor) === charge.disputed) continue;
    note(world, 'lost', `a dispute is not in the books as it is: ${reference}`);
  }
}

/** The clearing accounts hold what the provider holds for us. */
async function compareBalances(world: World): Promise<void> {
  const rows = await ask<{ account: string; currency: string; minor: string }>(
    world,
    `select account, currency, sum(minor)::text as minor from (
       select debit_account as account, currency, amount as minor from ledger_postings
       union all select credit_account, currency, -amount from ledger_postings) as sides
     where account like 'provider:%' or account = 'suspense' group by 1, 2 order by 1, 2`,
  );
  const expected = expectedBalances(world);
  for (const { account, currency, minor } of rows) {
    const key = `${account} ${currency}`;
    if (account === 'suspense') continue;
    if (BigInt(minor) !== (expected.get(key) ?? 0n)) {
      note(
        world,
        'unbalanced',
        `${key} holds ${minor}, at the provider ${expected.get(key) ?? 0n}`,
      );
    }
    expected.delete(key);
  }
  for (const [key, minor] of expected) {
    if (minor !== 0n) note(world, 'unbalanced', `${key} is empty, at the provider ${minor}`);
  }
}

/** What was taken, less what was given back, what payers' banks hold, and what disputes cost. */
function expectedBalances({ truth }: World): Map<string, bigint> {
  const expected = new Map<string, bigint>();
  const add = (page: Page, currency: string, minor: bigint): void => {
    const key = `provider:${page.accountId} ${currency}`;
    expected.set(key, (expected.get(key) ?? 0n) + minor);
  };
  for (const page of truth.pages) {
    if (!page.charge) continue;
    const { amount, disputed, disputes } = page.charge;
    const fees = disputes.reduce((sum, { fee }) => sum + fee, 0n);
    add(page, amount.currency, amount.minor - disputed - fees);
  }
  for (const { page, amount, status } of truth.refunds) {
    if (status === 'succeeded') add(page, amount.currency, -amount.minor);
  }
  return expected;
}

/** In a healthy world nothing stays open but what only a person can end. */
async function lookForOpenEnds(world: World): Promise<void> {
  const rows = await ask<{ what: string }>(
    world,
    `select 'attempt ' || state as what from attempts
       where state in ('created', 'action_required', 'processing', 'unknown')
         or (state = 'conflicted' and disputed = 0 and not exists (select from refunds
           where refunds.attempt_id = attempts.attempt_id and refunds.state = 'failed'))
     union all select 'refund ' || state from refunds where state not in ('succeeded', 'failed')
     union all select 'notification ' || type from inbox_events where processed_at is null and parked_because is null
     union all select 'notification parked ' || our_reference from inbox_events
       where parked_because is not null and our_reference <> 'att_unheard_of'
     union all select 'mail ' || template from messages where state = 'queued'
     union all select 'use of a discount' from discount_uses join dues using (organisation_id, due_id)
       where released_at is null and look_at is not null and settled = 0
     union all select 'no receipt' from payments where state = 'paid' and not receipt_issued
     order by 1`,
  );
  for (const { what } of rows) note(world, 'stuck', what);
}

/** What somebody was told is there. */
async function lookForAcknowledged(world: World): Promise<void> {
  const { told, notifications } = world;
  const paid = await ask<{ id: string }>(
    world,
    `select payment_id as id from payments where state = 'paid'`,
  );
  const there: Readonly<Record<string, readonly { id: string }[]>> = {
    payment: await ask(world, 'select payment_id as id from payments'),
    attempt: await ask(world, 'select attempt_id as id from attempts'),
    refund: await ask(world, 'select refund_id as id from refunds'),
    paid,
    notification: await ask(world, 'select event_id as id from inbox_events'),
  };
  const promised = {
    payment: told.payments,
    attempt: told.attempts,
    refund: told.refunds,
    paid: told.paid,
    notification: notifications.acknowledged,
  };
  for (const [what, ids] of Object.entries(promised)) {
    const found = new Set(there[what]?.map(({ id }) => id));
    for (const id of ids) {
      if (!found.has(id))
        note(world, 'acked_missing', `${what} ${id} was promised and is not there`);
    }
  }
  await lookForMails(world);
}

async function lookForMails(world: World): Promise<void> {
  const sent = await ask<{ id: string }>(
    world,
    `select message_id as id from messages where state = 'sent'`,
  );
  for (const { id } of sent) {
    if (!world.mail.taken.has(`<${id}@pay.simulation.invalid>`)) {
      note(world, 'acked_missing', `mail ${id} counts as sent and was never taken`);
    }
  }
}
