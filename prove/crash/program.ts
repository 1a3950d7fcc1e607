/** `saldo` as a process of its own, which the proof kills, pauses and starts again. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { environmentWith } from '../../src/config.ts';

export type Ended = {
  /** Null when a signal ended it. */
  readonly status: number | null;
  readonly signal: string | null;
  readonly said: string;
};

export type Program = {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Waits until what it said so far matches. @throws Error when it ends before */
  readonly says: (pattern: RegExp) => Promise<RegExpExecArray>;
};

const main = join(import.meta.dirname, '../../src/main.ts');

/** Runs `saldo` with these words; what it says on either channel is kept. It ends with this process. */
export function startProgram(
  words: readonly string[],
  settings: Readonly<Record<string, string>>,
): Program {
  const child = fork(main, [...words], {
    env: environmentWith(settings),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => resolve({ status, signal, said }));
  });
  const says = async (pattern: RegExp): Promise<RegExpExecArray> => {
    const { promise, resolve } = Promise.withResolvers<RegExpExecArray>();
    const look = (): void => {
      const found = pattern.exec(said);
      if (found) resolve(found);
    };
    listeners.add(look);
    look();
    const failed = ended.then((end): never => {
      throw new Error(`${words.join(' ')} ended (${end.status ?? end.signal}): ${end.said}`);
    });
    try {
      return await Promise.race([promise, failed]);
    } finally {
      listeners.delete(look);
    }
  };
  return { child, ended, says };
}

/** Compiles everything once and keeps it: processes that are killed keep nothing for those after them. */
export async function compileAhead(): Promise<void> {
  for (const command of ['serve', 'work']) {
    // A surplus argument: the command is loaded, and does nothing.
    const { status, said } = await startProgram([command, 'surplus'], {}).ended;
    if (status !== 2) throw new Error(`saldo cannot be started: ${said}`);
  }
}

export function isAlive({ child }: Program): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** Ends it as a power cut would; safe to repeat. */
export async function kill(program: Program): Promise<Ended> {
  if (isAlive(program)) program.child.kill('SIGKILL');
  return program.ended;
}
