/** What a process of the bench has used of the machine, asked for by the one that started it. */
import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';

export type ProcessUse = { readonly cpuMs: number; readonly residentBytes: number };

/** In the process that is measured: answers whenever it is asked. */
export function answerUse(): void {
  process.on('message', (message) => {
    if (message !== 'use') return;
    const { user, system } = process.cpuUsage();
    const use: ProcessUse = {
      cpuMs: (user + system) / 1000,
      residentBytes: process.memoryUsage.rss(),
    };
    process.send?.(use);
  });
}

/** @throws Error when the process has ended or says something else */
export async function askUse(child: ChildProcess): Promise<ProcessUse> {
  if (!child.connected) throw new Error('the process that is measured has ended');
  const answer = once(child, 'message');
  child.send('use');
  const [message]: unknown[] = await answer;
  if (!isUse(message)) throw new Error('the process that is measured said something else');
  return message;
}

function isUse(message: unknown): message is ProcessUse {
  return typeof message === 'object' && message !== null && 'cpuMs' in message;
}
