/** The health's door; it owns workers: what is wrong with the portal, in words, and who does the work. */
export { answerHealth, type HealthAnswer } from './answer-health.ts';
export { backlogVerdict } from './backlog-verdict.ts';
export { clockCheck } from './clock-check.ts';
export { createHealth, type Health, type HealthReport } from './health.ts';
export { startHeartbeat, type Heartbeat } from './heartbeat.ts';
export { workersCheck } from './workers-check.ts';
