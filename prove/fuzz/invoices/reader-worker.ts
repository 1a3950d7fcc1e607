/** Reads one invoice file after the other in a thread whose memory is bounded, and says what it cost. */
import { parentPort } from 'node:worker_threads';
import { readInvoiceFiles, type ReadFile } from '../../../src/invoices/formats/index.ts';

export type ReadRequest = { readonly name: string; readonly bytes: Uint8Array };

/** `workMs` is time of the processor, since others use the machine too. */
export type ReadReply = { readonly workMs: number } & (
  | { readonly kind: 'read'; readonly files: readonly ReadFile[] }
  | { readonly kind: 'failed'; readonly error: string }
);

const chunkBytes = 65_536;

async function read({ name, bytes }: ReadRequest): Promise<ReadReply> {
  async function* open(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  const started = process.threadCpuUsage();
  const worked = (): number => {
    const { user, system } = process.threadCpuUsage(started);
    return Math.round((user + system) / 1000);
  };
  try {
    const files = await Array.fromAsync(readInvoiceFiles({ name, open }));
    return { kind: 'read', files, workMs: worked() };
  } catch (error) {
    const reason = error instanceof Error ? causesOf(error) : String(error);
    return { kind: 'failed', error: reason, workMs: worked() };
  }
}

function causesOf(error: Error): string {
  const { cause } = error;
  const own = error.stack ?? error.message;
  return cause instanceof Error ? `${causesOf(cause)}\nin ${own}` : own;
}

parentPort?.on('message', async (request: ReadRequest) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(await read(request));
});
