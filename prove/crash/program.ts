/** `saldo` as a process of its own, which the proof kills, pauses and starts again. */
import { fork, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
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
    // Compiled once for all the processes of a run.
    env: environmentWith({ NODE_COMPILE_CACHE: join(tmpdir(), 'saldo-compiled'), ...settings }),
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

export function isAlive({ child }: Program): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** Ends it as a power cut would; safe to repeat. */
export async function kill(program: Program): Promise<Ended> {
  if (isAlive(program)) program.child.kill('SIGKILL');
  return program.ended;
}
