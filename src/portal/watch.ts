/** What an operator sees of one process: its health and its figures, made of what each room says of itself. */
import type { Backlog } from '../core/backlog.ts';
import type { Context } from '../context.ts';
import type { HealthCheck } from '../core/health-check.ts';
import { databaseChecks } from '../database/database-checks.ts';
import {
  backlogVerdict,
  clockCheck,
  createHealth,
  workersCheck,
  type Health,
} from '../health/index.ts';
import { findMessageBacklog } from '../messages/index.ts';
import { findPaymentBacklogs } from '../payments/index.ts';
import { diskCheck, type WatchedFolder } from './disk-check.ts';

type Watched = Pick<Context, 'database' | 'clock' | 'log'>;

/** Everything that waits, of all organisations. */
export async function findBacklogs({ database }: Pick<Context, 'database'>): Promise<Backlog[]> {
  const [payments, messages] = await Promise.all([
    findPaymentBacklogs(database),
    findMessageBacklog(database),
  ]);
  return [...payments, messages];
}

export function healthOf(context: Watched, folders: readonly WatchedFolder[]): Health {
  const backlogs: HealthCheck = {
    name: 'backlogs',
    stopsPayers: false,
    after: 'database',
    run: async () => {
      const found = await findBacklogs(context);
      const now = context.clock.now();
      return found.map((backlog) => backlogVerdict(backlog, now));
    },
  };
  const checks = [
    ...databaseChecks(context.database),
    ...folders.map(diskCheck),
    clockCheck(context),
    workersCheck(context),
    backlogs,
  ];
  return createHealth(checks, { log: context.log });
}
