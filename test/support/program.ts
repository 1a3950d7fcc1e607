/** Runs `saldo` as a process of its own, as somebody at the command line or a service manager would. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { environmentWith } from '../../src/config.ts';

const program = join(import.meta.dirname, '../../src/main.ts');

export type Ended = {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly said: string;
};

export type Program = {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Waits until what it said so far matches. @throws Error when it ends before */
  readonly says: (pattern: RegExp) => Promise<void>;
};

export function startProgram(
  words: readonly string[],
  settings: Readonly<Record<string, string>>,
): Program {
  const child = spawn(process.execPath, [program, ...words], {
    env: environmentWith(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const heard = { out: '', said: '' };
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => (heard.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    heard.said += text;
    for (const listener of listeners) listener();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => resolve({ status, signal, ...heard }));
  });
  const says = async (pattern: RegExp): Promise<void> => {
    const found = new Promise<void>((resolve) => {
      const look = (): void => {
        if (!pattern.test(heard.said)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
    });
    const failed = ended.then(({ status, signal, said }): never => {
      throw new Error(`saldo ${words.join(' ')} ended with ${status ?? signal}:\n${said}`);
    });
    await Promise.race([found, failed]);
  };
  return { child, ended, says };
}

/** Ends it as Ctrl-C would; a program that has ended already stays ended. */
export async function stopProgram({ child, ended }: Program): Promise<Ended> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  return ended;
}
