import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownDate } from '../core/calendar-date.ts';
import { createWorld } from '../../test/support/world.ts';
import {
  everything,
  findListPage,
  findListTotals,
  lists,
  parseSelection,
  streamList,
} from './index.ts';
import type { Cell, List, Query, Selection } from './index.ts';

const today = knownDate('2026-11-22');

function select(list: List, query: Query): Selection {
  const result = parseSelection(list, query, { today });
  assert(result.kind === 'selection', JSON.stringify(result));
  return result.selection;
}

test('every list answers with a page, its totals and all its rows', async (t) => {
  const { context, organisation } = await createWorld(t);
  for (const list of Object.values(lists)) {
    const selection = select(list, { columns: list.columns.map((one) => one.name).join(',') });
    const page = await findListPage(context.database, organisation, selection, {
      cursor: null,
      size: 50,
    });
    const totals = await findListTotals(context.database, organisation, selection, 1000);
    const rows: (readonly Cell[])[] = [];
    await streamList(context.database, organisation, selection, async (some) => {
      rows.push(...some);
    });
    assert.equal(rows.length, page.rows.length, list.name);
    assert.equal(totals.count, page.rows.length, list.name);
    assert.equal(everything(list).chosen.length, 0);
  }
});
