import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld, type QuietWorld } from '../../test/crash/quiet-world.ts';
import { addSettled, findDues, lockDues, outstanding, withdrawDues } from './index.ts';

async function left(
  { context, organisation }: QuietWorld,
  dueId: string,
): Promise<bigint | undefined> {
  const [due] = await findDues(context.database, organisation.id, [dueId]);
  return due && outstanding(due).minor;
}

const settle = ({ context, organisation }: QuietWorld, dueId: string, minor: bigint) =>
  context.database.transaction((transaction) =>
    addSettled(transaction, organisation.id, [{ dueId, minor }]),
  );

test('the database refuses to settle more of a due than is owed, or less than nothing', async (t) => {
  const world = await createQuietWorld(t);
  const dueId = await world.due(4200n);
  await settle(world, dueId, 4000n);
  await assert.rejects(settle(world, dueId, 201n), /dues_never_overpaid/);
  await assert.rejects(settle(world, dueId, -4001n), /dues_never_overpaid/);
  assert.equal(await left(world, dueId), 200n);
});

test('of settlements at once that exceed a due together, those that fit are kept', async (t) => {
  const world = await createQuietWorld(t);
  const dueId = await world.due(1000n);
  const answers = await Promise.allSettled(
    Array.from({ length: 10 }, () => settle(world, dueId, 300n)),
  );
  assert.equal(answers.filter((answer) => answer.status === 'fulfilled').length, 3);
  assert.equal(await left(world, dueId), 100n);
});

test('nothing is owed of a due that was withdrawn', async (t) => {
  const world = await createQuietWorld(t);
  const dueId = await world.due(4200n);
  const { context, organisation, clock } = world;
  await context.database.transaction((transaction) =>
    withdrawDues(transaction, organisation.id, [dueId], clock.now()),
  );
  assert.equal(await left(world, dueId), 0n);
});

test('dues locked in opposite orders do not wait for each other for ever', async (t) => {
  const world = await createQuietWorld(t);
  const { context, organisation } = world;
  const dueIds = await Promise.all(Array.from({ length: 6 }, () => world.due(100n)));
  const lock = (ids: readonly string[]) =>
    context.database.transaction(async (transaction) => {
      const dues = await lockDues(transaction, organisation.id, ids);
      await addSettled(
        transaction,
        organisation.id,
        dues.map((due) => ({ dueId: due.id, minor: 1n })),
      );
    });
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => lock(index % 2 ? dueIds : dueIds.toReversed())),
  );
  for (const dueId of dueIds) assert.equal(await left(world, dueId), 80n);
});

test('a due of another organisation is not found, locked or settled', async (t) => {
  const world = await createQuietWorld(t);
  const dueId = await world.due(4200n);
  const { context } = world;
  assert.deepEqual(await findDues(context.database, 'org_other', [dueId]), []);
  await context.database.transaction(async (transaction) => {
    assert.deepEqual(await lockDues(transaction, 'org_other', [dueId]), []);
    await addSettled(transaction, 'org_other', [{ dueId, minor: 1n }]);
  });
  assert.equal(await left(world, dueId), 4200n);
});
