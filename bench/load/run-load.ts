/** Sends requests over so many connections at once, each waiting for its answer before the next. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { instant } from '../machine/stopwatch.ts';
import { readAnswer, requestBytes, type LoadRequest } from './http-request.ts';

export type Load = {
  readonly port: number;
  readonly clients: number;
  readonly requests: readonly LoadRequest[];
  /** Goes round the requests for so long; each is sent once when it is null. */
  readonly forMs: number | null;
};

/** Instants are milliseconds since 1970, in the order of sending. */
export type Answered = {
  /** Which request. */
  readonly index: number[];
  readonly sentAt: number[];
  readonly answeredAt: number[];
  /** How many answers had which status. */
  readonly statuses: Record<string, number>;
};

export type PreparedLoad = { readonly run: () => Promise<Answered>; readonly close: () => void };

/** Connects and makes the bytes, so that `run` does nothing but send. */
export async function prepareLoad(load: Load): Promise<PreparedLoad> {
  const host = `127.0.0.1:${load.port}`;
  const bytes = load.requests.map((request) => requestBytes(host, request));
  const sockets = await Promise.all(
    Array.from({ length: load.clients }, () => openSocket(load.port)),
  );
  return {
    run: () => sendAll(sockets, bytes, load.forMs),
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function openSocket(port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await once(socket, 'connect');
  return socket;
}

async function sendAll(
  sockets: readonly Socket[],
  bytes: readonly Buffer[],
  forMs: number | null,
): Promise<Answered> {
  const answered: Answered = { index: [], sentAt: [], answeredAt: [], statuses: {} };
  const end = forMs === null ? null : instant() + forMs;
  let next = 0;
  const take = (): number | null => {
    const isOver = end === null ? next >= bytes.length : instant() >= end;
    if (isOver) return null;
    next += 1;
    return (next - 1) % bytes.length;
  };
  await Promise.all(
    sockets.map(async (socket) => {
      for (let index = take(); index !== null; index = take()) {
        const sentAt = instant();
        const status = await exchange(socket, bytes[index] ?? Buffer.alloc(0));
        answered.index.push(index);
        answered.sentAt.push(sentAt);
        answered.answeredAt.push(instant());
        answered.statuses[status] = (answered.statuses[status] ?? 0) + 1;
      }
    }),
  );
  return answered;
}

/** @returns the status */
function exchange(socket: Socket, request: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let arrived: Buffer = Buffer.alloc(0);
    const stop = (): void => {
      socket.off('data', onData).off('error', onEnd).off('close', onEnd);
    };
    const onEnd = (): void => {
      stop();
      reject(new Error('the connection was closed'));
    };
    const onData = (chunk: Buffer): void => {
      arrived = arrived.length === 0 ? chunk : Buffer.concat([arrived, chunk]);
      const answer = readAnswer(arrived);
      if (!answer) return;
      stop();
      resolve(answer.status);
    };
    socket.on('data', onData).on('error', onEnd).on('close', onEnd);
    socket.write(request);
  });
}
