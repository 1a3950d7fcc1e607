/** The command line from outside: organisations, imports, and the checks of the books; exit status and words. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { z } from 'zod';
import {
  testInvoice,
  type TestFile,
  type TestInvoice,
} from '../../src/invoices/formats/test-invoice.ts';
import { createPayer } from '../support/payer.ts';
import { portalOfSuite, type CommandResult, type TestPortal } from '../support/portal.ts';
import { sql } from '../../src/database/sql.ts';

const amount = z.string().regex(/^-?\d+\.\d{2}$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const message = z.strictObject({ code: z.string(), message: z.string() });

/** The shape that the contract promises, and nothing beside it. */
const report = z.strictObject({
  files: z.array(
    z.strictObject({
      file: z.string(),
      status: z.enum(['imported', 'already_known', 'rejected']),
      error: message.extend({ line: z.int().optional() }).nullable(),
      invoices: z.array(
        z.strictObject({
          number: z.string(),
          issued_on: day,
          document_type: z.string(),
          currency: z.string(),
          supplier_tax_id: z.string(),
          customer_tax_id: z.string().nullable(),
          customer_name: z.string(),
          total: amount,
          split_payment: z.boolean(),
          split_payment_vat: amount,
          withholding: amount,
          payable: amount,
          dues: z.array(z.strictObject({ amount, due_on: day.nullable() })),
          warnings: z.array(message),
        }),
      ),
    }),
  ),
});

suite('the command line', { concurrency: 2 }, () => {
  const running = portalOfSuite();

  test('an import reports each invoice as the contract says, and the second time books nothing', async () => {
    const portal = running();
    const file = await fileOf(portal, 'split.xml', { number: 'C-1', splitPayment: true });
    const dry = await portal.saldo(
      'import',
      'invoices',
      file,
      '--dry-run',
      '--json',
      ...to('demo'),
    );
    assert.equal(dry.status, 0, dry.said);
    assert.equal(await countOf(portal, 'C-1'), 0, 'a trial run loads nothing');
    const first = await portal.saldo('import', 'invoices', file, '--json', ...to('demo'));
    assert.equal(first.status, 0, first.said);
    assert.deepEqual(read(first).files, [
      {
        file: 'split.xml',
        status: 'imported',
        error: null,
        invoices: [
          {
            number: 'C-1',
            issued_on: '2026-03-02',
            document_type: 'TD01',
            currency: 'EUR',
            supplier_tax_id: 'IT01234567890',
            customer_tax_id: 'RSSMRA80A01H501U',
            customer_name: 'Maria Rossi',
            total: '122.00',
            split_payment: true,
            split_payment_vat: '22.00',
            withholding: '0.00',
            payable: '100.00',
            dues: [{ amount: '100.00', due_on: null }],
            warnings: [],
          },
        ],
      },
    ]);
    const second = await portal.saldo('import', 'invoices', file, '--json', ...to('demo'));
    assert.equal(second.status, 0);
    assert.equal(read(second).files[0]?.status, 'already_known');
    assert.equal(await countOf(portal, 'C-1'), 1);
    await portal.verify();
  });

  test('a rejected file is said on stderr, changes nothing, and the others are loaded', async () => {
    const portal = running();
    const good = await fileOf(portal, 'good.xml', { number: 'C-2' });
    const broken = join(portal.folder, 'broken.xml');
    await writeFile(broken, '<?xml version="1.0"?><p:FatturaElettronica>');
    const result = await portal.saldo('import', 'invoices', broken, good, '--json', ...to('demo'));
    assert.equal(result.status, 1);
    assert.match(result.said, /broken\.xml/);
    const statuses = read(result).files.map((file) => file.status);
    assert.deepEqual(statuses, ['rejected', 'imported']);
    assert.equal(await countOf(portal, 'C-2'), 1);
  });

  test('of a file with a good and a bad invoice, none is loaded', async () => {
    const portal = running();
    const file = await fileOf(portal, 'half.xml', [
      { number: 'C-3' },
      { number: 'C-4', issuedOn: '2026-02-30' },
    ]);
    const result = await portal.saldo('import', 'invoices', file, '--json', ...to('demo'));
    assert.equal(result.status, 1);
    assert.equal(read(result).files[0]?.status, 'rejected');
    assert.equal(await countOf(portal, 'C-3'), 0);
  });

  test('without an organisation an invoice goes to its supplier; unknown ones are wrong usage', async () => {
    const portal = running();
    const supplier = { vatNumber: 'IT03456789017', name: 'Nuvola Alta S.r.l.' };
    const own = await fileOf(portal, 'own.xml', { number: 'C-5' }, { supplier });
    const loaded = await portal.saldo('import', 'invoices', own);
    assert.equal(loaded.status, 0, loaded.said);
    assert.equal(await countOf(portal, 'C-5', 'nuvola'), 1);
    const stranger = await fileOf(portal, 'stranger.xml', { number: 'C-6' });
    const unknown = await portal.saldo('import', 'invoices', stranger, '--json');
    assert.equal(unknown.status, 2);
    assert.match(unknown.said, /no organisation has the tax number/);
    const nobody = await portal.saldo('import', 'invoices', stranger, ...to('nobody'));
    assert.equal(nobody.status, 2);
    const foreign = await portal.saldo('import', 'invoices', stranger, '--json', ...to('nuvola'));
    assert.equal(foreign.status, 1);
    assert.equal(read(foreign).files[0]?.error?.code, 'supplier_not_organisation');
    const none = await portal.saldo('import', 'invoices', join(portal.folder, 'absent.xml'));
    assert.equal(none.status, 1);
    assert.equal((await portal.saldo('import', 'invoices')).status, 2);
    assert.equal(await countOf(portal, 'C-6'), 0);
  });

  test('a new organisation is set up, shows its colour and name, and takes a payment', async () => {
    const portal = running();
    const add = ['organisation', 'add', 'terme', '--name', 'Terme di Valdorata', '--tax-id'];
    const added = await portal.saldo(...add, 'IT04567890123', '--test');
    assert.equal(added.status, 0, added.said);
    assert.match(added.out, /terme: added as org_\w+ \(test\)/);
    assert.equal((await portal.saldo(...add, 'IT04567890123', '--test')).status, 1, 'taken');
    const supplier = { vatNumber: 'IT04567890123', name: 'Terme di Valdorata' };
    const file = await fileOf(portal, 'terme.xml', { number: 'T-1' }, { supplier });
    assert.equal((await portal.saldo('import', 'invoices', file)).status, 0);
    const address = await addressOf(portal, 'terme', 'T-1');
    const tab = createPayer().tab();
    await tab.open(address);
    const settings = { methods: { card: { provider: 'sandbox' } }, colour: '#5a2d82' };
    const set = await setFrom(portal, 'terme', settings);
    assert.equal(set.status, 0, set.said);
    const ready = await tab.reload();
    assert.match(ready.markup, /theme-5a2d82/);
    await tab.press('Pay');
    tab.tick('I have read and accept');
    const provider = await tab.press('Pay ');
    assert.equal(new URL(provider.address).origin, portal.sandboxAddress);
    assert.match(provider.text, /Terme di Valdorata/);
  });

  test('settings that cannot be are refused by field, and then nothing has changed', async () => {
    const portal = running();
    for (const [settings, said] of [
      [{ colour: '#ffff00' }, /colour: #ffff00 has a contrast/],
      [{ languages: [] }, /languages/],
      [{ accounts: [{ name: 'Bank', iban: 'IT00X' }] }, /not a valid IBAN/],
      [{ hue: 'blue' }, /hue/],
      [{ time_zone: 'Europe/Valdorata' }, /time_zone/],
    ] as const) {
      const result = await setFrom(portal, 'nuvola', { ...settings, name: 'Changed' });
      assert.equal(result.status, 1, JSON.stringify(settings));
      assert.match(result.said, said);
    }
    const page = await createPayer().tab().open(`${portal.address}/nuvola`);
    assert.doesNotMatch(page.text, /Changed/);
  });

  test('a live organisation cannot use the sandbox', async () => {
    const portal = running();
    const taxId = 'IT05678901234';
    await portal.saldo('organisation', 'add', 'vera', '--name', 'Vera', '--tax-id', taxId);
    const set = await setFrom(portal, 'vera', { methods: { card: { provider: 'sandbox' } } });
    assert.equal(set.status, 1);
    assert.match(set.said, /sandbox does not serve live organisations/);
    const absent = await setFrom(portal, 'vera', { methods: { card: { provider: 'nobody' } } });
    assert.equal(absent.status, 1);
    assert.match(absent.said, /there is no provider nobody/);
    const supplier = { vatNumber: taxId, name: 'Vera' };
    const file = await fileOf(portal, 'vera.xml', { number: 'V-1' }, { supplier });
    assert.equal((await portal.saldo('import', 'invoices', file)).status, 0);
    const page = await createPayer()
      .tab()
      .open(await addressOf(portal, 'vera', 'V-1'));
    assert.match(page.text, /Not payable here yet/);
    assert.deepEqual(page.forms, []);
    assert.doesNotMatch(page.markup, /no payment is real/);
  });

  test('the books are checked, and commands that are not built yet say so', async () => {
    const portal = running();
    const checked = await portal.program('verify', '--json');
    assert.equal(checked.status, 0, checked.said);
    const parsed = z.object({ ok: z.boolean(), invariants: z.array(z.unknown()) });
    const { ok, invariants } = parsed.parse(JSON.parse(checked.out));
    assert.ok(ok && invariants.length > 5);
    const later = await portal.program('import', 'statement', 'any.xml');
    assert.equal(later.status, 2);
    assert.match(later.said, /^saldo import statement is not available yet\n$/);
    assert.equal((await portal.saldo('no-such-command')).status, 2);
    const help = await portal.saldo('import', 'invoices', '--help');
    assert.equal(help.status, 0);
    assert.match(help.out, /usage: saldo import invoices FILE…/);
  });
});

function to(slug: string): string[] {
  return ['--organisation', slug];
}

function read(result: CommandResult): z.infer<typeof report> {
  return report.parse(JSON.parse(result.out));
}

async function fileOf(
  portal: TestPortal,
  name: string,
  invoices: TestInvoice | readonly TestInvoice[],
  parties: TestFile = {},
): Promise<string> {
  const path = join(portal.folder, name);
  await writeFile(path, testInvoice(invoices, parties));
  return path;
}

async function setFrom(portal: TestPortal, slug: string, settings: object): Promise<CommandResult> {
  const path = join(portal.folder, `${slug}-settings.json`);
  await writeFile(path, JSON.stringify(settings));
  return portal.saldo('organisation', 'set', slug, path);
}

async function countOf(portal: TestPortal, number: string, slug = 'demo'): Promise<number> {
  const rows = await portal.database.database.query(sql`
    select 1 from invoices join organisations using (organisation_id)
    where number = ${number} and slug = ${slug}`);
  return rows.length;
}

async function addressOf(portal: TestPortal, slug: string, number: string): Promise<string> {
  const [row] = await portal.database.database.query<{ access_token: string }>(sql`
    select access_token from invoices join organisations using (organisation_id)
    where number = ${number} and slug = ${slug}`);
  assert(row);
  return `${portal.address}/${slug}/invoices/${row.access_token}`;
}
