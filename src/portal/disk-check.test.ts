import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { diskCheck, judgeRoom } from './disk-check.ts';

const volume = { name: 'data_disk', what: 'the data folder' };

test('a volume is well while more than 15 % of it is free', () => {
  assert.equal(judgeRoom(volume, 16, 100).ok, true);
  const full = judgeRoom(volume, 15, 100);
  assert.deepEqual([full.ok, full.stopsPayers], [false, false]);
  assert.match(full.sentence, /^Only 15 % of the volume of the data folder is free/);
  assert.equal(judgeRoom(volume, 0, 0).ok, true, 'a volume without a size is not a full one');
});

test('the room on a real volume is looked up, and its path is told to nobody', async () => {
  const [verdict] = await diskCheck({ ...volume, folder: tmpdir() }).run();
  assert.match(verdict?.sentence ?? '', /\d+ % of the volume of the data folder is free/);
  assert(!verdict?.sentence.includes(tmpdir()));
});
