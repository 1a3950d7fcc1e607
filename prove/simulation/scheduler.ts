/** Decides alone who moves: after every call to a port a strand waits here until it is chosen again. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import type { Trace } from './trace.ts';

/** A virtual process: its strands die together. */
export type Process = { readonly name: string; isDead: boolean };

/** Thrown where a virtual process dies; whatever catches it goes no further than its next port. */
export class ProcessDied extends Error {
  constructor(cause: string) {
    super(`killed at ${cause}`);
    this.name = 'ProcessDied';
  }
}

/** What a call does when it is chosen. */
export type Work<T> = {
  readonly run: () => Promise<T>;
  /** Whether it could be done now; a statement needs a free connection. */
  readonly isReady?: () => boolean;
  /** For the trace: what of the answer must be the same in every run. */
  readonly describe?: (answer: T) => string;
  /** It has left the process: it may happen although the process died. */
  readonly isSent?: boolean;
  /** Whether the server says that it waits for the lock of another session. */
  readonly isBlocked?: () => Promise<boolean>;
  /** Takes it back as if it had never begun; it will be run again. */
  readonly retreat?: () => Promise<void>;
};

export type Call = {
  readonly name: string;
  readonly process: Process;
  readonly isSent: boolean;
  readonly isReady: () => boolean;
  /** Begins the work; a second time it does nothing. */
  readonly start: () => void;
  /** Set once the answer is there; gives it to the strand. */
  deliver: (() => void) | null;
  readonly isBlocked: () => Promise<boolean>;
  readonly retreat: () => Promise<void>;
  answered: Promise<void>;
};

type Strand = { readonly process: Process; readonly name: string };

export type Scheduler = ReturnType<typeof createScheduler>;

/** How long an answer is waited for before the server is asked whether it waits for a lock. */
const patienceMs = 4;

export function createScheduler(trace: Trace) {
  const current = new AsyncLocalStorage<Strand>();
  const waiting = new Set<Call>();
  /**
   * One statement at a time waits for a lock in the server, the others here: if several woke up
   * together there, chance would say who is first.
   */
  const blocked = new Set<Call>();
  const parked = new Set<Call>();
  let resting = 0;
  let strands = 0;

  /** Everything that can run has run: each strand waits at a port or is at its end. */
  const quiet = async (): Promise<void> => {
    await turn();
    while (resting > 0) {
      await delay(1);
      await turn();
    }
  };

  /** @returns whether the call is answered; otherwise it waits for a lock, in the server or here */
  const tryCall = async (call: Call): Promise<boolean> => {
    call.start();
    if ((await decide(call)) === 'answered') return true;
    if (blocked.size === 0) blocked.add(call);
    else {
      await call.retreat();
      parked.add(call);
    }
    return false;
  };

  return {
    /** A call to a port: the strand goes on when the scheduler has chosen it and the answer is there. */
    call: <T>(name: string, work: Work<T>): Promise<T> => {
      const strand = current.getStore();
      if (!strand) throw new Error(`${name} was called outside every virtual process`);
      const { process } = strand;
      return new Promise<T>((resolve, reject) => {
        if (process.isDead) return;
        waiting.add(createCall({ name: `${strand.name}: ${name}`, process, trace }, work, resolve, reject));
      });
    },
    /** Runs `body` as a part of a process; it is told how it ended unless the process died. */
    spawn: (process: Process, name: string, body: () => Promise<void>): void => {
      strands += 1;
      void current.run({ process, name }, async () => {
        try {
          await body();
        } finally {
          strands -= 1;
        }
      });
    },
    /** Runs something as a process, outside of every request to it. */
    within: <T>(process: Process, name: string, body: () => T): T =>
      current.run({ process, name }, body),
    /** Calls that could be chosen now, in the order in which they were made. */
    ready: (): Call[] => [...waiting].filter((call) => call.isReady()),
    /** Does a call and lets its strand run to the next port, unless it has to wait for a lock. */
    perform: async (call: Call): Promise<void> => {
      waiting.delete(call);
      if (await tryCall(call)) {
        call.deliver?.();
        await quiet();
      } else trace.note('waits for a lock', call.process.name, call.name);
    },
    /** Looks again at statements that waited for a lock, after a transaction ended. */
    reviveBlocked: async (): Promise<void> => {
      for (const call of blocked) {
        if ((await decide(call)) === 'blocked') continue;
        blocked.delete(call);
        waiting.add(call);
      }
      for (const call of [...parked]) {
        parked.delete(call);
        if (await tryCall(call)) waiting.add(call);
      }
    },
    /** Lets all of them wait in the server, which finds out whether they wait for each other. */
    joinBlocked: async (): Promise<void> => {
      for (const call of parked) {
        parked.delete(call);
        call.start();
        blocked.add(call);
        if ((await decide(call)) === 'blocked') continue;
        blocked.delete(call);
        waiting.add(call);
      }
    },
    hasBlocked: (): boolean => blocked.size + parked.size > 0,
    /** Forgets every call of a process that died; what it had sent arrives if `arrives` says so. */
    abandon: (process: Process, arrives: () => boolean): void => {
      for (const call of [...waiting, ...blocked, ...parked]) {
        if (call.process !== process) continue;
        for (const set of [waiting, blocked, parked]) set.delete(call);
        if (call.isSent && arrives()) call.start();
      }
    },
    quiet,
    /** Whoever waits for a time of the machine's clock says so: the scheduler waits with it. */
    beginRest: (): void => {
      resting += 1;
    },
    endRest: (): void => {
      resting -= 1;
    },
  };
}

async function decide(call: Call): Promise<'answered' | 'blocked'> {
  for (;;) {
    if (call.deliver) return 'answered';
    const waited = new AbortController();
    const patience = delay(patienceMs, 'late', { signal: waited.signal }).catch(() => 'late');
    const first = await Promise.race([call.answered.then(() => 'answered'), patience]);
    waited.abort();
    if (first === 'answered') return 'answered';
    if (await call.isBlocked()) return call.deliver ? 'answered' : 'blocked';
  }
}

function createCall<T>(
  about: { readonly name: string; readonly process: Process; readonly trace: Trace },
  work: Work<T>,
  resolve: (answer: T) => void,
  reject: (error: unknown) => void,
): Call {
  const { name, process, trace } = about;
  let run = 0;
  let isStarted = false;
  const note = (result: string): void => trace.note(process.name, name, result);
  const call: Call = {
    name,
    process,
    isSent: work.isSent ?? false,
    isReady: () => isStarted || (work.isReady?.() ?? true),
    isBlocked: work.isBlocked ?? (() => Promise.resolve(false)),
    deliver: null,
    answered: Promise.resolve(),
    start: () => {
      if (isStarted) return;
      isStarted = true;
      run += 1;
      const mine = run;
      call.answered = work.run().then(
        (answer) => {
          if (mine !== run) return;
          call.deliver = () => {
            note(work.describe?.(answer) ?? 'done');
            if (!process.isDead) resolve(answer);
          };
        },
        (error: unknown) => {
          if (mine !== run) return;
          call.deliver = () => {
            note(error instanceof Error ? error.message : 'failed');
            if (!process.isDead) reject(error);
          };
        },
      );
    },
    retreat: async () => {
      run += 1;
      isStarted = false;
      await work.retreat?.();
      await call.answered;
    },
  };
  return call;
}
