/** What is looked at when the figures are asked for: waiting work, health, connections. */
import { Gauge, type Registry } from 'prom-client';
import { ageOf, type Backlog } from '../core/backlog.ts';
import type { Clock } from '../core/clock.ts';
import type { Verdict } from '../core/health-check.ts';
import type { PoolUse } from '../database/database.ts';

export type MetricSources = {
  readonly clock: Clock;
  readonly backlogs: () => Promise<readonly Backlog[]>;
  readonly verdicts: () => Promise<readonly Verdict[]>;
  readonly pool: () => PoolUse;
};

/** @returns what looks anew; the figures of whatever cannot be read are left out, as old ones would mislead */
export function createGauges(registry: Registry): (sources: MetricSources) => Promise<void> {
  const registers = [registry];
  const health = new Gauge({
    name: 'saldo_health_ok',
    help: 'Each check of /health/ready: 1 when it is well.',
    labelNames: ['check', 'stops_payers'],
    registers,
  });
  const connections = new Gauge({
    name: 'saldo_database_connections',
    help: 'Connections of this process: in use, idle, and callers that wait for one.',
    labelNames: ['state'],
    registers,
  });
  const items = new Gauge({
    name: 'saldo_backlog_items',
    help: 'Pieces of work that wait, of all organisations.',
    labelNames: ['queue'],
    registers,
  });
  const oldest = new Gauge({
    name: 'saldo_backlog_oldest_seconds',
    help: 'How long the oldest piece of work has waited.',
    labelNames: ['queue'],
    registers,
  });
  return async ({ clock, backlogs, verdicts, pool }) => {
    const [found, judged] = await Promise.all([backlogs().catch(() => []), verdicts()]);
    for (const gauge of [health, items, oldest]) gauge.reset();
    for (const { name, ok, stopsPayers } of judged)
      health.set({ check: name, stops_payers: String(stopsPayers) }, ok ? 1 : 0);
    for (const backlog of found) {
      items.set({ queue: backlog.name }, backlog.count);
      oldest.set({ queue: backlog.name }, ageOf(backlog, clock.now()) / 1000);
    }
    for (const [state, count] of Object.entries(pool())) connections.set({ state }, count);
  };
}
