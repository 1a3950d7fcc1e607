/** What the schedules of one lane share: real sessions, two organisations, and tables that are emptied between them. */
import { Client } from 'pg';
import { pino } from 'pino';
import { fakeClock } from '../../src/core/clock.ts';
import { createIds } from '../../src/core/id.ts';
import { connectDatabase } from '../../src/database/connect.ts';
import { clientConfig, sessionSettings } from '../../src/database/connection-settings.ts';
import type { Database } from '../../src/database/database.ts';
import {
  addOrganisation,
  ensureCounterAccount,
  listOrganisations,
  setOrganisation,
  useProviderAccount,
  type Organisation,
} from '../../src/organisations/index.ts';
import { loadOffers } from '../../src/services/index.ts';
import type { LaneDatabase } from './lane-database.ts';
import { createRandom } from './random.ts';
import { openSessions, type Sessions } from './sessions.ts';

/** Every schedule begins at this instant. */
export const beginning = new Date('2026-11-22T10:00:00Z');
export const portalKey = new Uint8Array(32).fill(7);
/** The credit note that makes dues smaller. */
export const creditNoteId = 'inv_credit';

export type Lane = {
  readonly sessions: Sessions;
  /** As the portal, past the scheduler: for what happens before a schedule and after it. */
  readonly direct: Database;
  /** As the owner of the tables; looks on and empties them. */
  readonly owner: Client;
  readonly organisations: readonly Organisation[];
  /** The account of the organisation of the same position. */
  readonly accountIds: readonly string[];
  readonly secretOf: (accountId: string) => string;
  readonly empty: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** From which refunds are paid by hand, beside the till. */
export const bankAccount = 'IT60X0542811101000000123456';
/** Above it two people are needed, in minor units of a euro. */
export const refundLimit = 10_000n;

/** What a schedule writes; organisations, accounts and the credit note stay. */
const written = [
  'message_deliveries', 'messages', 'receipts', 'receipt_counters', 'suspense_resolutions',
  'stray_movements', 'provider_sweeps', 'refund_lines', 'refunds', 'dispute_lines', 'dispute_evidence',
  'disputes', 'suspense_items', 'inbox_events', 'holds', 'attempt_events', 'attempts', 'allocations',
  'payments', 'cart_items', 'carts', 'discount_uses', 'discounts', 'due_credits', 'due_changes', 'due_details', 'dues', 'ledger_postings', 'ledger_entries', 'ledger_accounts',
  'ledger_waiting', 'ledger_chains', 'ledger_seals', 'seal_notes',
  'audit_waiting', 'audit_chains', 'audit_seals', 'audit_personal', 'audit_records',
  'orders_done', 'proposed_accounts', 'approvals', 'upload_files', 'upload_pieces', 'uploads', 'rate_limits',
]; // prettier-ignore

/** What discounts are of: dues, and what nobody asked for yet. */
export const feeId = 'fee';
export const enrolmentId = 'enrolment';
export const enrolmentName = 'Enrolment';

const offers = {
  services: [
    {
      id: 'school',
      definition: { name: { it: 'Scuola' } },
      charge_types: [
        { id: feeId, kind: 'dues', definition: { name: { it: 'Tariffa' } } },
        {
          id: enrolmentId,
          kind: 'free',
          definition: {
            name: { it: enrolmentName },
            amount: { kind: 'fixed', amount: '25.00' },
          },
        },
      ],
    },
  ],
};

const slugs = ['valdorata', 'montefiore'] as const;

export async function openLane(databases: LaneDatabase): Promise<Lane> {
  const direct = await connectDatabase({
    connection: databases.portal,
    poolSize: 2,
    applicationName: 'saldo simulation set-up',
  });
  const settings = {
    ...sessionSettings,
    synchronous_commit: 'off',
    plan_cache_mode: 'force_generic_plan',
  };
  const owner = new Client(clientConfig(databases.owner, 'saldo simulation owner', settings));
  await owner.connect();
  const sessions = await openSessions(databases.portal, 24);
  const accountIds = slugs.map((slug) => `acc_${slug}`);
  const organisations: Organisation[] = [];
  for (const slug of slugs) organisations.push(await found(direct, owner, slug));
  return {
    sessions,
    direct,
    owner,
    organisations,
    accountIds,
    secretOf: (accountId) => `secret of ${accountId}`,
    empty: async () => {
      await owner.query(written.map((table) => `delete from ${table}`).join(';'));
    },
    close: async () => {
      await sessions.close();
      await direct.close();
      await owner.end();
    },
  };
}

async function found(database: Database, owner: Client, slug: string): Promise<Organisation> {
  const clock = fakeClock(beginning);
  const random = createRandom(slug.length);
  const context = {
    database,
    clock,
    ids: createIds(clock, random.bytes),
    key: portalKey,
    providers: new Map([['sandbox', providerOnPaper]]),
    log: pino({ level: 'silent' }),
  };
  const input = {
    slug,
    name: `Comune di ${slug}`,
    taxIds: ['IT01234567890'],
    mode: 'test',
  } as const;
  const added = await addOrganisation(context, input, 'simulation');
  const changes = {
    mail_address: `ragioneria@${slug}.example`,
    refund_limit: { amount: '100.00', currency: 'EUR' },
    accounts: [{ name: 'Tesoreria', iban: bankAccount }],
  };
  const organisation = await setOrganisation(context, added, changes, 'simulation');
  await loadOffers(context, organisation, offers, 'simulation');
  const id = `acc_${slug}`;
  const secrets = { notification_secret: `secret of ${id}` };
  await useProviderAccount(
    context,
    organisation,
    { id, provider: 'sandbox', secrets },
    'simulation',
  );
  await database.transaction((transaction) =>
    ensureCounterAccount(context, transaction, organisation),
  );
  await addCreditNote(owner, organisation.id);
  const all = await listOrganisations(database);
  return all.find((each) => each.id === organisation.id) ?? organisation;
}

/** An account can be put in use without calling anybody. */
const unused = (): never => {
  throw new Error('nobody is called while the world is set up');
};
const providerOnPaper = {
  id: 'sandbox',
  methods: ['card'],
  modes: ['test'],
  pageOrigins: [],
  idempotencyKeyLifeMs: 0,
  pageLifeMs: 0,
  mostDues: null,
  startAttempt: unused,
  fetchAttempt: unused,
  cancelAttempt: unused,
  refund: unused,
  fetchRefund: unused,
  listMovements: unused,
  readNotification: unused,
} as const;

async function addCreditNote(owner: Client, organisationId: string): Promise<void> {
  await owner.query(
    `insert into import_files (organisation_id, import_file_id, name, sha256, imported_at)
     values ($1, 'fil_credit', 'credit.xml', 'none', $2)`,
    [organisationId, beginning],
  );
  await owner.query(
    `insert into invoices (organisation_id, invoice_id, import_file_id, access_token, supplier_tax_id, year,
       number, number_key, document_type, is_credit_note, issued_on, currency, total, payable, customer_name,
       customer_tax_ids, refers_to, document, content_digest, imported_at)
     values ($1, $2, 'fil_credit', 'none', 'IT01234567890', 2026, '1', '1', 'TD04', true, '2026-11-01', 'EUR',
       1, 1, 'Maria', '{}', '{}', '{}', 'none', $3)`,
    [organisationId, creditNoteId, beginning],
  );
}
