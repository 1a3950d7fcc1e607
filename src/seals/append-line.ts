/** Adds a line to a file that several processes write to: whole, at its end, and on the disk when it is done. */
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Takes a line to where the database is not. */
export type AppendSeal = (line: string) => Promise<void>;

export function appendTo(file: string): AppendSeal {
  return (line) => appendLine(file, line);
}

/** @throws Error when the line could not be written whole */
export async function appendLine(file: string, text: string): Promise<void> {
  const handle = await open(file, 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    const isBroken = size > 0 && (await lastByte(handle, size)) !== '\n';
    // A line that a full disk has cut off stays by itself.
    const bytes = Buffer.from(`${isBroken ? '\n' : ''}${text}\n`);
    const { bytesWritten } = await handle.write(bytes);
    if (bytesWritten !== bytes.length) throw new Error('the line was cut off: the disk is full');
    await handle.sync();
    if (size === 0) await syncFolder(dirname(file));
  } finally {
    await handle.close();
  }
}

async function lastByte(handle: FileHandle, size: number): Promise<string> {
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString('latin1');
}

/** So that a file that was just made is found again after a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
