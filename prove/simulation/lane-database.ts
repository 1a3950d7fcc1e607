/** A database of one lane: a copy of the migrated template, whose clock is the simulation's. */
import { Client, escapeIdentifier } from 'pg';
import { clientConfig } from '../../src/database/connection-settings.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createIds } from '../../src/core/id.ts';
import type { ConnectionSettings } from '../../src/database/connection-settings.ts';
import {
  administrate,
  prepareTemplate,
  roleOf,
  withDatabase,
  type TestServer,
} from '../../test/support/test-server.ts';

export type LaneDatabase = {
  readonly name: string;
  readonly portal: ConnectionSettings;
  readonly owner: ConnectionSettings;
};

/** `clock_timestamp()` of a session that looks into this schema first is what the simulation says. */
const simulatedClock = [
  'create schema simulated',
  'create table simulated.clock (instant timestamptz not null)',
  "insert into simulated.clock values ('epoch')",
  `create function simulated.clock_timestamp() returns timestamptz language sql volatile
     as 'select instant from simulated.clock'`,
];

/** A server that may lose everything with the power: what is proven is our code, not the disk. */
const careless = ['alter system set fsync = off', 'select pg_reload_conf()'];

export async function makeCareless(server: TestServer): Promise<void> {
  // A server of somebody's own may not allow it; it is only slower then.
  await administrate(server, careless).catch(() => {});
}

export async function makeLaneDatabase(server: TestServer): Promise<LaneDatabase> {
  const template = await prepareTemplate(server);
  const name = `${server.prefix}_copy_${createIds(systemClock).token()}`;
  const owner = escapeIdentifier(roleOf(server.owner));
  await administrate(server, [`create database ${name} template ${template} owner ${owner}`]);
  // A deadlock is looked for after a short wait, because nobody else moves meanwhile.
  await administrate(server, [`alter database ${name} set deadlock_timeout = '20ms'`]).catch(
    () => {},
  );
  const databases = {
    name,
    portal: withDatabase(server.portal, name),
    owner: withDatabase(server.owner, name),
  };
  const client = new Client(clientConfig(databases.owner, 'saldo simulation set-up'));
  await client.connect();
  const portalRole = escapeIdentifier(roleOf(server.portal));
  await client.query(
    [
      ...simulatedClock,
      `grant usage on schema simulated to ${portalRole}`,
      `grant select on simulated.clock to ${portalRole}`,
    ].join(';'),
  );
  await client.end();
  return databases;
}

export async function dropLaneDatabase(server: TestServer, { name }: LaneDatabase): Promise<void> {
  await administrate(server, [`drop database ${name} with (force)`]);
}
