/** The arrows of the house: which room may enter which, by which door, and whose tables are whose. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { besideTheDoor } from './beside-the-door.ts';
import { rooms, type Room } from './rooms.ts';
import {
  codeFiles,
  filesOf,
  findInCode,
  importsOf,
  isTest,
  none,
  productionFiles,
  type Import,
} from './source-files.ts';

const code = codeFiles();
const production = productionFiles();

function roomOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function insideRoom(path: string): string {
  return path.split('/').slice(2).join('/');
}

const crossings: readonly Import[] = production
  .filter((file) => file.path.startsWith('src/'))
  .flatMap(importsOf)
  .filter(({ from, to }) => to.startsWith('src/') && roomOf(from) !== roomOf(to));

function findRoom(name: string): Room | undefined {
  return rooms.find((room) => room.name === name);
}

test('every folder of src has its place in the list of rooms', () => {
  const found = new Set(
    code.filter(({ path }) => path.startsWith('src/')).map(({ path }) => roomOf(path)),
  );
  const unknown = [...found].filter((name) => !findRoom(name) && !name.endsWith('.test.ts'));
  none(unknown, 'add these to test/tidy/rooms.ts, with what they may enter');
});

test('a room may enter only rooms above it in the list, so that there is no circle', () => {
  const wrong = rooms.flatMap((room, index) =>
    room.mayEnter
      .filter((name) => name !== '*')
      .filter((name) => !rooms.slice(0, index).some((above) => above.name === name))
      .map((name) => `${room.name} is said to enter ${name}, which is not above it`),
  );
  none(wrong, 'order the list of rooms');
});

test('a room is entered only from where the list of rooms allows it', () => {
  const wrong = crossings
    .filter(({ from, to }) => !mayEnter(roomOf(from), roomOf(to)))
    .map(({ from, to }) => `${roomOf(from)} may not import ${roomOf(to)}: ${from} imports ${to}`);
  none(wrong, 'move the code, or change the list of rooms with a reason in the commit');
});

function mayEnter(from: string, to: string): boolean {
  const allowed = findRoom(from)?.mayEnter ?? [];
  if (!allowed.includes('*')) return allowed.includes(to);
  const order = rooms.map((room) => room.name);
  return order.indexOf(to) < order.indexOf(from);
}

test('another room is entered through its door', () => {
  const wrong = crossings.filter(({ from, to }) => !isDoor(to) && !isKnownException(from, to));
  none(
    wrong.map(({ from, to }) => `${from} imports ${to}`),
    'import the room by its index.ts, or list the exception with a reason in test/tidy/beside-the-door.ts',
  );
});

function isDoor(to: string): boolean {
  const inside = insideRoom(to);
  const doors = findRoom(roomOf(to))?.doors ?? ['index.ts', ''];
  // `components/*`: all files of one folder.
  const isInOpenFolder = doors.some(
    (door) => door.endsWith('/*') && inside.startsWith(door.slice(0, -1)),
  );
  return inside === '' || isInOpenFolder || doors.includes('*') || doors.includes(inside);
}

function isKnownException(from: string, to: string): boolean {
  const [room, inside] = [roomOf(to), insideRoom(to)];
  return besideTheDoor.some(
    (exception) =>
      exception.by === roomOf(from) &&
      (exception.to === `${room}/*` || exception.to === `${room}/${inside}`),
  );
}

test('every exception to the doors is still used', () => {
  const unused = besideTheDoor.filter(
    (exception) =>
      !crossings.some(
        ({ from, to }) =>
          exception.by === roomOf(from) &&
          !isDoor(to) &&
          (exception.to.endsWith('/*')
            ? to.startsWith(`src/${exception.to.slice(0, -1)}`)
            : to === `src/${exception.to}`),
      ),
  );
  none(
    unused.map(({ by, to }) => `${by} no longer imports ${to}`),
    'take these out of test/tidy/rooms.ts',
  );
});

test('a provider knows the core, the contract and HTTP, and nobody but the registry knows a provider', () => {
  const own = /^src\/providers\/(?:[\w-]+\/|provider\.ts|http\.ts)|^src\/core\//;
  const folder = /^src\/providers\/([\w-]+)\//;
  const wrong = production.flatMap(importsOf).filter(({ from, to }) => {
    const [inside, entered] = [folder.exec(from)?.[1], folder.exec(to)?.[1]];
    if (inside !== undefined) return !own.test(to) || (entered !== undefined && entered !== inside);
    return entered !== undefined && from !== 'src/providers/registry.ts';
  });
  none(
    wrong.map(({ from, to }) => `${from} imports ${to}`),
    'keep providers apart',
  );
});

test('the sandbox and the portal share no code', () => {
  const wrong = code
    .filter((file) => !isTest(file))
    .flatMap(importsOf)
    .filter(
      ({ from, to }) =>
        (from.startsWith('src/') && to.startsWith('sandbox/')) ||
        (from.startsWith('sandbox/') && !to.startsWith('sandbox/')),
    );
  none(
    wrong.map(({ from, to }) => `${from} imports ${to}`),
    'the sandbox is a process of its own',
  );
});

test('every table belongs to one room', () => {
  const migrations = filesOf('src/database/migrations/*.sql').map((file) => file.text);
  const created = [...migrations.join('\n').matchAll(/^create table (\w+)/gm)].map(
    (match) => match[1],
  );
  const owned = rooms
    .flatMap((room) => room.tables ?? [])
    .filter((name) => name !== 'schema_migrations');
  assert.deepEqual(new Set(owned), new Set(created), 'the tables in test/tidy/rooms.ts');
});

/** They read what every room keeps and change nothing; lists join what rooms keep apart. */
const readsAllTables = ['src/invariants/', 'src/reports/'];

test('SQL names a table only in the store of the room that owns it', () => {
  const wrong = rooms.flatMap((room) => {
    const store = new RegExp(`^src/${room.name}/(?:[\\w-]+/)?store(?:/|[\\w-]*\\.ts$)`);
    const others = production.filter(
      ({ path }) =>
        path.startsWith('src/') &&
        !store.test(path) &&
        !readsAllTables.some((folder) => path.startsWith(folder)) &&
        !(room.name === 'database' && path.startsWith('src/database/')),
    );
    return (room.tables ?? []).flatMap((table) =>
      findInCode(
        others,
        new RegExp(`\\b(?:from|join|into|update|table|truncate) (?:only )?${table}\\b`),
      ),
    );
  });
  none(wrong, 'ask the store of the room that owns the table');
});
