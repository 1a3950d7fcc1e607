/** A job whose every round is timed and traced, and whose log lines say which job for whom. */
import { startStopwatch } from '../core/clock.ts';
import type { Fact } from './fact.ts';
import { withLogFields } from './log-fields.ts';
import { inSpan } from './span.ts';

type Runnable<O> = { readonly name: string; readonly run: (organisation: O) => Promise<number> };

export function watchJob<O extends { readonly slug: string }, J extends Runnable<O>>(
  job: J & Runnable<O>,
  note: (fact: Fact) => void,
): J {
  return {
    ...job,
    run: (organisation) => {
      const fields = { job: job.name, organisation: organisation.slug };
      return withLogFields(fields, () =>
        inSpan(`job ${job.name}`, { 'saldo.organisation': organisation.slug }, async (span) => {
          const elapsed = startStopwatch();
          let found: number | null = null;
          try {
            found = await job.run(organisation);
            return found;
          } finally {
            span.setAttribute('saldo.found', found ?? 0);
            const outcome = found === null ? 'failed' : 'done';
            note({
              kind: 'job_run',
              job: job.name,
              outcome,
              found: found ?? 0,
              seconds: elapsed(),
            });
          }
        }),
      );
    },
  };
}
