/** Starts the mail server and the page of the local mailbox; both are meant for this machine only. */
import { openMailFolder } from './mail-folder.ts';
import { receiveMails } from './receive-mails.ts';
import { serveMailbox } from './serve-mailbox.ts';

export type Mailbox = {
  /** For the portal's SMTP_URL. */
  readonly smtpUrl: string;
  /** For people; without a slash at the end. */
  readonly pageUrl: string;
  readonly close: () => Promise<void>;
};

/**
 * @param options.folder made when it is not there; mails of earlier runs are shown too
 * @param options.smtpPort 0 takes a free port, and so does `httpPort`
 * @throws Error when a port is taken or the folder cannot be written
 */
export async function startMailbox(options: {
  readonly folder: string;
  readonly smtpPort: number;
  readonly httpPort: number;
  readonly host: string;
}): Promise<Mailbox> {
  const { host } = options;
  const folder = await openMailFolder(options.folder);
  const server = await receiveMails({ folder, host, port: options.smtpPort });
  try {
    const pages = await serveMailbox({ folder, host, port: options.httpPort });
    return {
      smtpUrl: `smtp://${named(host)}:${server.port}`,
      pageUrl: `http://${named(host)}:${pages.port}`,
      close: async () => {
        await Promise.all([server.close(), pages.close()]);
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

function named(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
