/** Does together what costs nearly the same for many as for one: what comes at once, and what comes while it is busy. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Refusal } from './errors.ts';

/** An organisation, or null where what is done concerns none. */
export type Whose = { readonly id: string } | null;

/**
 * What can be done for many as for one. It stands at the top of a module: made anew for each call,
 * it would never be the same work, and nothing would be gathered.
 *
 * @returns one result for each item, in their order
 */
export type WorkOnMany<Means, Of extends Whose, Item, Result> = (
  means: Means,
  whose: Of,
  items: readonly Item[],
) => Promise<readonly Result[]>;

/**
 * Runs `work` with `item` and what else is asked for in the same moment: at once when the same work
 * is not under way for the same organisation, else with all that has come by the time it is free.
 *
 * What is gathered is told apart by the function itself, so that no two kinds of work can ever take
 * each other's items. The means are those of the first who came. When work on several fails each is
 * tried alone, so that one that cannot be done does not take the others with it.
 */
export type Together = <Means, Of extends Whose, Item, Result>(
  work: WorkOnMany<Means, Of, Item, Result>,
  means: Means,
  whose: Of,
  item: Item,
) => Promise<Result>;

/** Everything alone, at once. */
export const oneByOne: Together = async (work, means, whose, item) =>
  only(await work(means, whose, [item]));

/**
 * @param largest how many are done together at most; 1 means that nothing waits for anything
 * @param longestWaitMs after it, who waits for what is under way is refused as `unavailable`: behind a
 *   server that has fallen silent all would wait
 */
export function createTogether(largest: number, longestWaitMs = Infinity): Together {
  if (largest === 1) return oneByOne;
  const queuesOf = createQueues();
  // What is done for several callers belongs to the request of none of them.
  const outsideOfRequests = AsyncLocalStorage.snapshot();
  return async <Means, Of extends Whose, Item, Result>(
    work: WorkOnMany<Means, Of, Item, Result>,
    means: Means,
    whose: Of,
    item: Item,
  ) => {
    const queues = queuesOf(work);
    const key = whose?.id ?? null;
    const busy = queues.get(key);
    if (busy) return join(busy, item, longestWaitMs);
    const waiting: Waiting<Item, Result>[] = [];
    queues.set(key, waiting);
    const workOn = (items: readonly Item[]) => work(means, whose, items);
    const mine = join(waiting, item, longestWaitMs);
    // Whoever asks in the same moment comes along; otherwise those that were together would part here.
    await Promise.resolve();
    const alone = waiting.length === 1 ? doAll(waiting.splice(0), workOn) : null;
    void outsideOfRequests(async () => {
      await alone;
      while (waiting.length > 0) await doAll(waiting.splice(0, largest), workOn);
      queues.delete(key);
    });
    return mine;
  };
}

type Waiting<Item, Result> = Omit<PromiseWithResolvers<Result>, 'promise'> & {
  readonly item: Item;
  /** From now on it is under way, and its own answer is waited for. */
  readonly begin: () => void;
};

/** Who waits, by organisation. */
type Queues<Item, Result> = Map<string | null, Waiting<Item, Result>[]>;

function createQueues() {
  const queues = new WeakMap<object, unknown>();
  return <Means, Of extends Whose, Item, Result>(
    work: WorkOnMany<Means, Of, Item, Result>,
  ): Queues<Item, Result> => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- put there below, for this very work
    const known = queues.get(work) as Queues<Item, Result> | undefined;
    if (known) return known;
    const fresh: Queues<Item, Result> = new Map();
    queues.set(work, fresh);
    return fresh;
  };
}

function join<Item, Result>(
  waiting: Waiting<Item, Result>[],
  item: Item,
  longestWaitMs: number,
): Promise<Result> {
  const { promise, ...ends } = Promise.withResolvers<Result>();
  const giveUp = (): void => {
    waiting.splice(waiting.indexOf(one), 1);
    ends.reject(new Refusal('unavailable', 'What was asked before is not answered yet'));
  };
  const impatience = Number.isFinite(longestWaitMs)
    ? setTimeout(giveUp, longestWaitMs).unref()
    : undefined;
  const one: Waiting<Item, Result> = { item, ...ends, begin: () => clearTimeout(impatience) };
  waiting.push(one);
  return promise;
}

async function doAll<Item, Result>(
  waiting: readonly Waiting<Item, Result>[],
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
): Promise<void> {
  for (const one of waiting) one.begin();
  try {
    const results = await work(waiting.map((one) => one.item));
    if (results.length !== waiting.length) throw new Error(countsDiffer);
    for (const [index, result] of results.entries()) waiting[index]?.resolve(result);
  } catch (error) {
    if (waiting.length === 1) waiting[0]?.reject(error);
    else for (const one of waiting) await doAll([one], work);
  }
}

const countsDiffer = 'work gives one result for each item';

function only<Result>(results: readonly Result[]): Result {
  const [result] = results;
  if (results.length !== 1 || result === undefined) throw new Error(countsDiffer);
  return result;
}
