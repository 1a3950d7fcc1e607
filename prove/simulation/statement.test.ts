import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayWait, nameOf, sorted } from './statement.ts';

test('a statement is named by its verb and its first table', () => {
  assert.equal(nameOf('select attempt_id from attempts where true'), 'select attempts');
  assert.equal(nameOf('\n  update refunds set state = $1'), 'update refunds');
  assert.equal(nameOf('COMMIT'), 'commit');
});

test('rows without an order of their own are given one, and others keep theirs', () => {
  const rows = [{ id: 'b' }, { id: 'a' }];
  assert.deepEqual(sorted('update x set y = 1 returning id', rows), [{ id: 'a' }, { id: 'b' }]);
  const inner =
    'update x set y = 1 where id in (select id from x order by id limit 2) returning id';
  assert.deepEqual(sorted(inner, rows), [{ id: 'a' }, { id: 'b' }]);
  assert.deepEqual(sorted('select id from x order by y', rows), rows);
});

test('only what takes locks is thought to wait for one', () => {
  assert(mayWait('select id from dues order by id for no key update'));
  assert(mayWait('insert into holds values (1)'));
  assert(mayWait('with gone as (delete from holds) select 1'));
  assert(mayWait('update provider_sweeps\n    set lease_until = null'));
  assert(!mayWait('select id from dues'));
  assert(!mayWait('COMMIT'));
});
