import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWorld } from '../../test/support/world.ts';
import { carryOutOnce } from './index.ts';

test('an order is carried out once for its key, and never under an empty one', async (t) => {
  const { context, organisation } = await createWorld(t);
  const done: string[] = [];
  const order = (key: string, subject: string) =>
    context.database.transaction((transaction) =>
      carryOutOnce(context, transaction, organisation.id, { key, action: 'try', subject }, () => {
        done.push(subject);
        return Promise.resolve();
      }),
    );
  assert.deepEqual(await order('one', 'first'), { subject: 'first', isNew: true });
  assert.deepEqual(await order('one', 'second'), { subject: 'first', isNew: false });
  await assert.rejects(order('', 'third'), { code: 'input_invalid' });
  await assert.rejects(order('', 'fourth'), { code: 'input_invalid' });
  assert.deepEqual(done, ['first']);
});
