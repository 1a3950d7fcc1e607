/** What `/health/*` answers, on whichever listener: for programs as JSON, for people as lines. */
import type { Health, HealthReport } from './health.ts';

export type HealthAnswer = {
  readonly status: 200 | 503;
  readonly type: 'application/json; charset=utf-8' | 'text/plain; charset=utf-8';
  readonly body: string;
};

const questions = ['live', 'started', 'ready'] as const;
type Question = (typeof questions)[number];

/**
 * @param accept the header of that name: a browser gets lines of text
 * @returns null for an address that is not one of these
 */
export async function answerHealth(
  health: Health,
  path: string,
  accept: string | undefined,
): Promise<HealthAnswer | null> {
  const question = questions.find((known) => path === `/health/${known}`);
  if (question === undefined) return null;
  // That it answers at all is what it says; nothing is asked of others.
  const report: HealthReport | null = question === 'live' ? null : await health.report();
  const status = statusOf(question, health, report);
  const body = { status: report?.status ?? 'live', checks: report?.checks ?? [] };
  if (/\btext\/(?:html|plain)\b/.test(accept ?? '')) {
    const lines = body.checks.map(
      ({ ok, stopsPayers, name, sentence }) =>
        `${ok ? 'well    ' : stopsPayers ? 'STOPPED ' : 'DEGRADED'}  ${name.padEnd(18)} ${sentence}`,
    );
    const text = [body.status, ...lines, ''].join('\n');
    return { status, type: 'text/plain; charset=utf-8', body: text };
  }
  const checks = body.checks.map(({ name, ok, stopsPayers, sentence }) => ({
    name,
    ok,
    stops_payers: stopsPayers,
    sentence,
  }));
  const json = report === null ? { status: body.status } : { status: body.status, checks };
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(json) };
}

function statusOf(question: Question, health: Health, report: HealthReport | null): 200 | 503 {
  if (report === null) return 200;
  if (question === 'started') return health.hasStarted() ? 200 : 503;
  return report.status === 'ready' || report.status === 'degraded' ? 200 : 503;
}
