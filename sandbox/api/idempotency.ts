/** Idempotency keys: for a day the same key and request get the same answer; then the key is new again. */
import type { World } from '../world.ts';
import { errorAnswer } from './answer.ts';
import type { Answer } from './answer.ts';

export const keyLifeMs = 24 * 3_600_000;

type KeyedRequest = {
  readonly accountId: string;
  readonly key: string;
  /** Everything that makes the request what it is, as text. */
  readonly request: string;
};

/** Does `work` and stores its answer in one transaction, or answers as it did the first time. */
export function idempotently(world: World, keyed: KeyedRequest, work: () => Answer): Answer {
  return world.store.transaction(() => {
    const now = world.clock.now();
    const row = world.store.one(
      'select * from stored_answers where account_id = ? and key = ? and created_at > ?',
      keyed.accountId,
      keyed.key,
      now - keyLifeMs,
    );
    if (row && row['request'] !== keyed.request) {
      const message = 'This key was sent before with another request';
      return errorAnswer(422, 'idempotency_key_reused', message);
    }
    if (row) {
      const body: unknown = JSON.parse(String(row['body']));
      const headers = { 'idempotent-replayed': 'true' };
      return { status: Number(row['status']), body, headers };
    }
    const answer = work();
    world.store.run(
      `insert or replace into stored_answers (account_id, key, request, status, body, created_at)
       values (?, ?, ?, ?, ?, ?)`,
      keyed.accountId,
      keyed.key,
      keyed.request,
      answer.status,
      JSON.stringify(answer.body),
      now,
    );
    return answer;
  });
}

/** Makes the stored answer of a key a server error, which is then what every repetition gets. */
export function spoilStoredAnswer(
  world: World,
  accountId: string,
  key: string,
  answer: Answer,
): void {
  world.store.run(
    'update stored_answers set status = ?, body = ? where account_id = ? and key = ?',
    answer.status,
    JSON.stringify(answer.body),
    accountId,
    key,
  );
}
