/** The observation's door: how what happens becomes log fields, figures and spans, without the rooms knowing. */
export type { Fact } from './fact.ts';
export { addLogFields, logFields, withLogFields, type LogFields } from './log-fields.ts';
export { loadMetrics } from './load-metrics.ts';
export type { Metrics } from './metrics.ts';
export { activeTraceFields, inSpan, startRequestSpan, type RequestSpan } from './span.ts';
export { watchDatabase } from './watch-database.ts';
export { watchJob } from './watch-job.ts';
export { watchProviders } from './watch-provider.ts';
