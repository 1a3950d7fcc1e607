/** The figures of one process in Prometheus' format: facts are counted as they come, what waits is read when asked. */
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Fact } from './fact.ts';
import { createGauges, type MetricSources } from './gauges.ts';
import { createInstruments } from './instruments.ts';

export type Metrics = {
  readonly note: (fact: Fact) => void;
  /** The page of figures, and what it must be called in `content-type`. */
  readonly page: (
    sources: MetricSources,
  ) => Promise<{ readonly type: string; readonly body: string }>;
};

/** Each call has figures of its own; nothing is shared in the process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const note = createInstruments(registry);
  const look = createGauges(registry);
  return {
    note,
    page: async (sources) => {
      await look(sources);
      return { type: registry.contentType, body: await registry.metrics() };
    },
  };
}
