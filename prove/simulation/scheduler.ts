/** Decides alone who moves: after every call to a port a strand waits here until it is chosen again. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import { beginning, PortCall, type Process, type Work } from './port-call.ts';
import type { Trace } from './trace.ts';

type Strand = { readonly process: Process; readonly name: string };

/** Lives as long as its schedule. */
export class Scheduler {
  readonly #trace: Trace;
  readonly #current = new AsyncLocalStorage<Strand>();
  readonly #waiting = new Set<PortCall>();
  /**
   * One statement at a time waits for a lock in the server, the others here: if several woke up
   * together there, chance would say who is first.
   */
  readonly #blocked = new Set<PortCall>();
  readonly #parked = new Set<PortCall>();
  #resting = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** A call to a port: the strand goes on when the scheduler has chosen it and the answer is there. */
  call<T>(name: string, work: Work<T>): Promise<T> {
    const strand = this.#current.getStore();
    if (!strand) throw new Error(`${name} was called outside every virtual process`);
    const { process } = strand;
    const about = { name: `${strand.name}: ${name}`, process, isSent: work.isSent ?? false };
    const { promise, ...ends } = Promise.withResolvers<T>();
    const begin = beginning(work, ends, (result) => {
      this.#trace.note(process.name, about.name, result);
    });
    if (!process.isDead) this.#waiting.add(new PortCall(about, work, begin));
    return promise;
  }

  /** Runs something as a part of a process; each part waits for its own calls. */
  within<T>(process: Process, name: string, body: () => T): T {
    return this.#current.run({ process, name }, body);
  }

  /** Calls that could be chosen now, in the order in which they were made. */
  ready(): PortCall[] {
    return [...this.#waiting].filter((call) => call.isReady());
  }

  /** Does a call and lets its strand run to the next port, unless it has to wait for a lock. */
  async perform(call: PortCall): Promise<void> {
    this.#waiting.delete(call);
    if (await this.#try(call)) {
      call.deliver();
      await this.quiet();
    } else this.#trace.note('waits for a lock', call.process.name, call.name);
  }

  /** Whether a statement waits for a lock in the server: the next one that has to wait must step back. */
  isServerWaiting(): boolean {
    return this.#blocked.size > 0;
  }

  hasBlocked(): boolean {
    return this.#blocked.size + this.#parked.size > 0;
  }

  blockedNames(): string[] {
    return [...this.#blocked, ...this.#parked].map((call) => `${call.process.name} ${call.name}`);
  }

  /** Looks again at statements that waited for a lock of sessions that ended a transaction. */
  async reviveBlocked(ended: ReadonlySet<number>): Promise<void> {
    for (const call of this.#blocked) if (call.waitedFor(ended)) await this.#review(call);
    for (const call of Array.from(this.#parked)) {
      if (this.#blocked.size > 0 && !call.waitedFor(ended)) continue;
      this.#parked.delete(call);
      if (await this.#try(call)) this.#waiting.add(call);
    }
  }

  /** Lets all of them wait in the server, which finds out whether they wait for each other. */
  async joinBlocked(): Promise<void> {
    for (const call of this.#parked) {
      this.#parked.delete(call);
      this.#blocked.add(call);
      call.start();
      await this.#review(call);
    }
  }

  /** Forgets every call of a process that died; what it had sent arrives if `arrives` says so. */
  abandon(process: Process, arrives: () => boolean): void {
    const sets = [this.#waiting, this.#blocked, this.#parked];
    for (const call of sets.flatMap((set) => [...set])) {
      if (call.process !== process) continue;
      for (const set of sets) set.delete(call);
      if (call.isSent && arrives()) call.start();
    }
  }

  /** Everything that can run has run: each strand waits at a port or is at its end. */
  async quiet(): Promise<void> {
    await turn();
    while (this.#isResting()) {
      await delay(1);
      await turn();
    }
  }

  /** Whoever waits for a time of the machine's clock says so: the scheduler waits with it. */
  beginRest(): void {
    this.#resting += 1;
  }

  endRest(): void {
    this.#resting -= 1;
  }

  #isResting(): boolean {
    return this.#resting > 0;
  }

  /** @returns whether the call is answered; otherwise it waits for a lock, in the server or here */
  async #try(call: PortCall): Promise<boolean> {
    call.start();
    if (await call.isDecided()) return true;
    if (this.#blocked.size === 0) this.#blocked.add(call);
    else {
      await call.retreat();
      this.#parked.add(call);
    }
    return false;
  }

  async #review(call: PortCall): Promise<void> {
    if (!(await call.isDecided())) return;
    this.#blocked.delete(call);
    this.#waiting.add(call);
  }
}
