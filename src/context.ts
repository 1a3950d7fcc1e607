/** What the rooms of the house are given to work with; made once in portal/open-portal.ts, by tests piecewise. */
import type { Logger } from 'pino';
import type { Clock } from './core/clock.ts';
import type { ReachCrashPoint } from './core/crash-points.ts';
import type { Ids } from './core/id.ts';
import type { JobName } from './core/job-name.ts';
import type { PortalKey } from './core/sealing.ts';
import type { Together } from './core/together.ts';
import type { Database } from './database/database.ts';
import type { Fact } from './observation/index.ts';
import type { Provider } from './providers/provider.ts';

export type Context = {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly key: PortalKey;
  /** Providers by their id. */
  readonly providers: ReadonlyMap<string, Provider>;
  /** Public address of the portal, without a slash at the end. */
  readonly publicUrl: string;
  /** Sender of mails where the organisation names none. */
  readonly mailFrom: string;
  /** How long a worker that vanished keeps its work from others, in seconds of the database's clock. */
  readonly leaseSeconds: number;
  readonly reach: ReachCrashPoint;
  /** Gathers what comes at the same time, so that a busy portal needs fewer transactions. */
  readonly together: Together;
  /** Tells the workers of this process that an organisation's job has something to do; losing it costs a second. */
  readonly wake: (organisationId: string, job: JobName) => void;
  /** Told what is worth counting; absent where nobody counts. */
  readonly note?: ((fact: Fact) => void) | undefined;
};
