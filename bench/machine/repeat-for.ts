/** Repeats one thing for a while and says how often it was done in a second. */
import { now } from './stopwatch.ts';

/** @returns times per second; `work` is told which time it is */
export async function repeatFor(seconds: number, work: (time: number) => unknown): Promise<number> {
  const start = now();
  const end = start + seconds * 1000;
  let times = 0;
  while (now() < end || times === 0) {
    await work(times);
    times += 1;
  }
  return (times * 1000) / (now() - start);
}
