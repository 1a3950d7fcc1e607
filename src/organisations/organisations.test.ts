import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld, type QuietWorld } from '../../test/crash/quiet-world.ts';
import { addTestOrganisation } from '../../test/support/world.ts';
import { Refusal } from '../core/errors.ts';
import { sql } from '../database/sql.ts';
import {
  accountForMethod,
  addOrganisation,
  findOrganisationBySlug,
  findOrganisationsByTaxId,
  openAccount,
  setOrganisation,
  useProviderAccount,
} from './index.ts';

const set = ({ context, organisation }: QuietWorld, changes: unknown) =>
  setOrganisation(context, organisation, changes, 'test');

test('settings that are wrong are refused field by field, and nothing of the file is kept', async (t) => {
  const world = await createQuietWorld(t);
  const wrong: Readonly<Record<string, unknown>> = {
    colour: 'red',
    languages: [],
    time_zone: 'Europe/Atlantis',
    tax_ids: [],
    mail_address: 'nobody',
    lookup_fields: ['shoe_size'],
    accounts: [{ name: 'Tesoreria', iban: 'IT00X0542811101000000123456' }],
    methods: { card: { provider: 'sandbox', brands: [] } },
    logo: { type: 'image/gif', data: '' },
    colours: '#000000',
  };
  for (const [field, value] of Object.entries(wrong)) {
    await assert.rejects(
      set(world, { name: 'Another', [field]: value }),
      (error) =>
        error instanceof Refusal && error.code === 'input_invalid' && error.detail.includes(field),
      field,
    );
  }
  for (const file of [null, [], 'name', 7])
    await assert.rejects(set(world, file), { code: 'input_invalid' });
  const kept = await findOrganisationBySlug(world.context.database, 'valdorata');
  assert.deepEqual(kept?.settings, world.organisation.settings);
});

test('what the database or a page cannot hold is refused with the name of its field', async (t) => {
  const world = await createQuietWorld(t);
  const long = 'x'.repeat(5000);
  const wrong: readonly [string, unknown][] = [
    ['name', 'a\0b'],
    ['address', 'a\ud83d'],
    ['terms', { it: 'a\u0001' }],
    ['tax_ids', [long]],
    ['tax_ids', ['--']],
    ['customer_codes', { 'a\0': 'b' }],
    ['customer_codes', { a: '\0' }],
    ['customer_codes', { [long]: 'a' }],
  ];
  for (const [field, value] of wrong) {
    await assert.rejects(set(world, { [field]: value }), (error) => {
      return error instanceof Refusal && error.detail.startsWith(field);
    });
  }
  await set(world, { terms: { it: 'Uno\r\n\n\tdue' } });
});

test('what a file does not name stays, and tax numbers are known however they are written', async (t) => {
  const world = await createQuietWorld(t);
  const changed = await set(world, { tax_ids: ['it 0123.4567890'], colour: '#123456' });
  assert.equal(changed.settings.mail_address, 'ragioneria@valdorata.example');
  assert.deepEqual(changed.settings.tax_ids, ['IT01234567890']);
  const [found] = await findOrganisationsByTaxId(world.context.database, ['IT01234567890']);
  assert.equal(found?.id, world.organisation.id);
});

test('a name in addresses is taken once, also at once, and never one that the portal uses itself', async (t) => {
  const { context } = await createQuietWorld(t);
  const add = (slug: string) =>
    addOrganisation(context, { slug, name: 'Comune', taxIds: ['IT1'], mode: 'test' }, 'test');
  const answers = await Promise.allSettled([add('one'), add('one'), add('one')]);
  assert.equal(answers.filter((answer) => answer.status === 'fulfilled').length, 1);
  for (const slug of ['admin', 'health', 'Big', '-dash', 'a b', '', 'x'.repeat(64), '../up']) {
    await assert.rejects(add(slug), { code: 'input_invalid' }, slug);
  }
});

test('secrets are sealed at rest: for this organisation, this account and this key only', async (t) => {
  const { context, organisation, database } = await createQuietWorld(t);
  const secrets = { api_key: 'sk_very_secret', notification_secret: 'whsec_very_secret' };
  await useProviderAccount(
    context,
    organisation,
    { id: 'acc_one', provider: 'sandbox', secrets },
    'test',
  );
  const [row] = await database.owner.query<{ sealed_secrets: string }>(
    sql`select sealed_secrets from provider_accounts`,
  );
  const sealed = row?.sealed_secrets ?? '';
  assert(
    !/very_secret/.test(
      sealed + Buffer.from(sealed.split('.').at(-1) ?? '', 'base64url').toString('latin1'),
    ),
  );
  const opened = await openAccount(context, organisation.id, 'acc_one');
  assert.deepEqual(opened?.account.secrets, secrets);
  const otherKey = { ...context, key: new Uint8Array(32).fill(8) };
  await assert.rejects(openAccount(otherKey, organisation.id, 'acc_one'));
  const other = await addTestOrganisation(context, 'altra');
  await database.owner.query(sql`
    insert into provider_accounts (organisation_id, provider_account_id, provider, mode, sealed_secrets, created_at)
    select ${other.id}, provider_account_id, provider, mode, sealed_secrets, created_at from provider_accounts`);
  await assert.rejects(openAccount(context, other.id, 'acc_one'), 'moved to another organisation');
  assert.equal(await openAccount(context, other.id, 'acc_none'), null);
});

test('a live organisation cannot use the sandbox, and without an account a method is not available', async (t) => {
  const { context, organisation } = await createQuietWorld(t);
  await assert.rejects(
    accountForMethod(context, context.database, organisation, {
      method: 'card',
      provider: 'sandbox',
    }),
    {
      code: 'method_not_available',
    },
  );
  const input = { slug: 'viva', name: 'Comune', taxIds: ['IT2'], mode: 'live' } as const;
  const live = await addOrganisation(context, input, 'test');
  const account = { id: 'acc_live', provider: 'sandbox', secrets: {} };
  await assert.rejects(useProviderAccount(context, live, account, 'test'), {
    code: 'method_not_available',
  });
});
