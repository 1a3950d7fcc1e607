/** For tests: an organisation that collects dues of several kinds, and files of dues for it. */
import type { TestContext } from 'node:test';
import { createQuietWorld, type QuietWorld } from '../crash/quiet-world.ts';
import { sql } from '../../src/database/sql.ts';
import { loadOffers } from '../../src/services/index.ts';
import {
  importDues,
  type DuesSource,
  type ImportDuesOptions,
  type ImportedDues,
} from '../../src/due-imports/index.ts';

const byDate = { early: { days_before: 10, percent: '5.00' }, late: { percent_a_year: '4.50' } };

export const testOffers = {
  services: [
    {
      id: 'waste-tax',
      definition: { name: { en: 'Waste tax' } },
      charge_types: [
        {
          id: 'waste-tax-2026',
          kind: 'dues',
          definition: {
            name: { en: 'Waste tax 2026' },
            price_by_date: byDate,
            part_payment: { least: '20.00' },
          },
        },
      ],
    },
    {
      id: 'school',
      definition: { name: { en: 'School' } },
      charge_types: [
        { id: 'meals', kind: 'dues', definition: { name: { en: 'Meals' } } },
        { id: 'trips', kind: 'dues', definition: { name: { en: 'Trips' } } },
        {
          id: 'gifts',
          kind: 'free',
          definition: { name: { en: 'Gifts' }, amount: { kind: 'free' } },
        },
      ],
    },
    { id: 'plain', definition: { name: { en: 'Plain' } } },
  ],
};

export type DuesPlace = QuietWorld & {
  readonly load: (
    text: string | Uint8Array,
    more?: Partial<ImportDuesOptions> & { readonly name?: string },
  ) => Promise<ImportedDues & { readonly failed: string }>;
  /** Dues that came with files, by their keys. */
  readonly dues: () => Promise<readonly Readonly<Record<string, unknown>>[]>;
};

export async function openDuesPlace(test: Pick<TestContext, 'after'>): Promise<DuesPlace> {
  const world = await createQuietWorld(test);
  const { context, organisation, database } = world;
  await loadOffers(context, organisation, testOffers, 'test');
  return {
    ...world,
    load: async (text, { name = 'dues.csv', ...more } = {}) => {
      let failed = '';
      const open = () => {
        failed = '';
        return (piece: string) => void (failed += piece);
      };
      const failedRows = { language: 'en', open } as const;
      const options = { ...({ way: 'all', dryRun: false, replace: false } as const), ...more };
      const all = { organisation, actor: 'test', services: null, failedRows, ...options };
      const imported = await importDues(context, duesSource(name, text), all);
      return { ...imported, failed };
    },
    dues: () =>
      database.owner.query(sql`
        select source_key as id, service, charge_type_id, reason, amount, currency, due_on, debtor_name,
          debtor_tax_id, debtor_email, valid_from, valid_until, least_part, plan_part, pricing, lines, pagopa,
          notice_number, withdrawn_at is not null as withdrawn, access_token, due_id, plan_id
        from dues join due_details using (organisation_id, due_id) order by source_key`),
  };
}

export function duesSource(name: string, text: string | Uint8Array, pieceBytes = 777): DuesSource {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return {
    name,
    open: async function* open() {
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        yield bytes.subarray(at, at + pieceBytes);
      }
    },
  };
}

export const head = 'id,service,charge_type,debtor_name,reason,amount';

/** Rows of plain dues, numbered from 1. */
export function plainRows(count: number, amount = '10.00'): string[] {
  return Array.from(
    { length: count },
    (_, index) => `K${index + 1},plain,,Ada Rossi,Reason ${index + 1},${amount}`,
  );
}

export function csv(...rows: readonly string[]): string {
  return `${rows.join('\n')}\n`;
}
