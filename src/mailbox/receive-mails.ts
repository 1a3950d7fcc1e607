/** The mail server of the local mailbox: takes every mail, says yes only once it is on the disk. */
import { buffer } from 'node:stream/consumers';
import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerAddress, SMTPServerDataStream } from 'smtp-server';
import type { MailFolder } from './mail-folder.ts';

/** Bytes. */
const largestMail = 25 * 1024 * 1024;

/** Names before the at sign at which the demo shows what becomes of a mail that is not taken. */
const refusals: Readonly<Record<string, { code: number; words: string }>> = {
  nobody: { code: 550, words: 'no such mailbox here' },
  busy: { code: 451, words: 'try again later' },
};

export async function receiveMails(options: {
  readonly folder: MailFolder;
  readonly host: string;
  readonly port: number;
}): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const server = new SMTPServer({
    banner: 'Saldo local mailbox',
    size: largestMail,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 1_000,
    onRcptTo: ({ address }, _session, callback) => {
      const refusal = refusals[address.split('@')[0]?.toLowerCase() ?? ''];
      callback(refusal ? answer(refusal.code, refusal.words) : null);
    },
    onData: (stream, session, callback) => {
      void reply(keep(options.folder, session.envelope.rcptTo, stream), callback);
    },
  });
  const listener = server.listen(options.port, options.host);
  // Trouble of one connection must not end the mailbox; a taken port rejects the wait below.
  server.on('error', () => undefined);
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string')
    throw new Error('no port was given to the mailbox');
  return {
    port: address.port,
    close: async () => {
      const closed = once(listener, 'close');
      server.close();
      await closed;
    },
  };
}

async function reply(
  kept: Promise<string>,
  callback: (error: Error | null, words?: string) => void,
): Promise<void> {
  try {
    callback(null, `kept as ${await kept}`);
  } catch (error) {
    callback(asAnswer(error));
  }
}

async function keep(
  folder: MailFolder,
  recipients: readonly SMTPServerAddress[],
  stream: SMTPServerDataStream,
): Promise<string> {
  const source = await buffer(stream);
  if (stream.sizeExceeded) throw answer(552, 'the mail is too large');
  // As a mail server does on final delivery: who really gets it may stand in no other header.
  const delivered = recipients.map(({ address }) => `Delivered-To: ${address}\r\n`).join('');
  return folder.store(Buffer.concat([Buffer.from(delivered), source]));
}

function answer(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

/** A full disk and the like are temporary (RFC 5321, 4.2.2: 452). */
function asAnswer(error: unknown): Error {
  if (error instanceof Error && 'responseCode' in error) return error;
  return answer(452, 'the mail could not be stored');
}
