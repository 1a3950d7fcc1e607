/** Does together what costs nearly the same for many as for one: what comes at once, and what comes while it is busy. */
import { AsyncLocalStorage } from 'node:async_hooks';

/** @returns one result for each item, in their order */
export type WorkOnMany<Item, Result> = (items: readonly Item[]) => Promise<readonly Result[]>;

/**
 * Runs `work` with `item` and what else is asked for in the same moment: at once when nothing of that
 * name is under way, else with all that has come by the time it is free.
 *
 * All calls of one name give the same work. When work on several fails each is tried alone, so that
 * one that cannot be done does not take the others with it.
 */
export type Together = <Item, Result>(
  name: string,
  item: Item,
  work: WorkOnMany<Item, Result>,
) => Promise<Result>;

/** Everything alone, at once. */
export const oneByOne: Together = async (_name, item, work) => only(await work([item]));

/** @param largest how many are done together at most; 1 means that nothing waits for anything */
export function createTogether(largest: number): Together {
  if (largest === 1) return oneByOne;
  const queues = new Map<string, unknown>();
  // What is done for several callers belongs to the request of none of them.
  const outsideOfRequests = AsyncLocalStorage.snapshot();
  return async <Item, Result>(name: string, item: Item, work: WorkOnMany<Item, Result>) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one name, one kind of work
    const busy = queues.get(name) as Waiting<Item, Result>[] | undefined;
    if (busy) return join(busy, item);
    const waiting: Waiting<Item, Result>[] = [];
    queues.set(name, waiting);
    const mine = join(waiting, item);
    // Whoever asks in the same moment comes along; otherwise those that were together would part here.
    await Promise.resolve();
    const alone = waiting.length === 1 ? doAll(waiting.splice(0), work) : null;
    void outsideOfRequests(async () => {
      await alone;
      while (waiting.length > 0) await doAll(waiting.splice(0, largest), work);
      queues.delete(name);
    });
    return mine;
  };
}

type Waiting<Item, Result> = PromiseWithResolvers<Result> & { readonly item: Item };

function join<Item, Result>(waiting: Waiting<Item, Result>[], item: Item): Promise<Result> {
  const one = { ...Promise.withResolvers<Result>(), item };
  waiting.push(one);
  return one.promise;
}

async function doAll<Item, Result>(
  waiting: readonly Waiting<Item, Result>[],
  work: WorkOnMany<Item, Result>,
): Promise<void> {
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
