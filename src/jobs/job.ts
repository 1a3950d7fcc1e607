/** A job: work that is found in our own rows, done for one organisation at a time, and safe to repeat. */
import type { JobName } from '../core/job-name.ts';
import type { Organisation } from '../organisations/index.ts';

export type Job = {
  readonly name: JobName;
  /** Does what is due now. @returns how much it found: above zero means that there may be more */
  readonly run: (organisation: Organisation) => Promise<number>;
  /** Whether the look of the next second is soon enough, also where something was found. */
  readonly rests?: boolean;
  /** How many loops of a worker do it at once; one, where waiting for a network holds nobody up. */
  readonly loops?: number;
};
