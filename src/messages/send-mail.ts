/** Mail over SMTP: what the server said, never more than once by itself; trying again is the outbox's. */
import { createTransport } from 'nodemailer';
import type { Mail } from './compose-mail.ts';

/**
 * What became of a mail.
 *
 * `rejected` is the server's last word on this mail. `temporary` is everything else, wrong passwords
 * and missing encryption included: they are the portal's troubles, and the mail waits until they end.
 */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly response: string }
  | { readonly kind: 'rejected'; readonly response: string }
  | { readonly kind: 'temporary'; readonly cause: string };

export type Mailer = {
  readonly send: (mail: Mail) => Promise<SendOutcome>;
  readonly close: () => void;
};

/** Milliseconds. RFC 5321, 4.5.3.2 is more patient; a payer waiting for a receipt is not. */
const timeouts = {
  dnsTimeout: 5_000,
  connectionTimeout: 5_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
};

/**
 * @param smtpUrl `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`; a loopback host may
 *   go without encryption
 * @throws TypeError when the URL is not one of these
 */
export function createMailer({ smtpUrl }: { readonly smtpUrl: string }): Mailer {
  const url = new URL(smtpUrl);
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') {
    throw new TypeError('the address of the mail server begins with smtp:// or smtps://');
  }
  const isSecure = url.protocol === 'smtps:';
  const isLocal = isLoopback(url.hostname);
  const transport = createTransport({
    host: url.hostname.replaceAll(/[[\]]/g, ''),
    port: Number(url.port) || (isSecure ? 465 : 587),
    secure: isSecure,
    requireTLS: !isSecure && !isLocal,
    ignoreTLS: isLocal,
    ...(url.username ? { auth: credentials(url) } : {}),
    ...timeouts,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (mail) => {
      try {
        const { response } = await transport.sendMail(asNodemailer(mail));
        return { kind: 'sent', response };
      } catch (error) {
        return failedSending(error);
      }
    },
    close: () => transport.close(),
  };
}

/** `localhost` and the addresses of this machine, as `URL` writes them. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function credentials(url: URL): { user: string; pass: string } {
  return { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
}

function asNodemailer(mail: Mail): object {
  return {
    from: mail.from,
    to: { name: '', address: mail.to },
    ...(mail.replyTo ? { replyTo: { name: '', address: mail.replyTo } } : {}),
    envelope: { from: mail.from.address, to: [mail.to] },
    messageId: mail.messageId,
    subject: mail.content.subject,
    text: mail.content.text,
    html: mail.content.html,
    attachments: mail.attachments.map(({ name, type, content }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(content),
    })),
    headers: {
      'Content-Language': mail.content.language,
      // RFC 3834, 5: holiday replies and the like stay away from automatic mail.
      'Auto-Submitted': 'auto-generated',
    },
  };
}

/** The steps of RFC 5321 whose refusal is about this mail and not about the portal. */
const ownSteps = ['MAIL FROM', 'RCPT TO', 'DATA'];

function failedSending(error: unknown): SendOutcome {
  if (!(error instanceof Error)) throw new TypeError('not an error', { cause: error });
  const { responseCode, response, command } = smtpFacts(error);
  const isAboutMail = ownSteps.some((step) => command.startsWith(step));
  // RFC 4954, 6: 530 and 535 ask for authentication or encryption.
  const isAboutPortal = responseCode === 530 || responseCode === 535;
  if (isAboutMail && responseCode >= 500 && responseCode < 600 && !isAboutPortal) {
    return { kind: 'rejected', response };
  }
  return { kind: 'temporary', cause: response || error.message };
}

/** What nodemailer adds to its errors. */
function smtpFacts(error: Error): { responseCode: number; response: string; command: string } {
  const code = 'responseCode' in error ? error.responseCode : 0;
  const response = 'response' in error ? error.response : '';
  const command = 'command' in error ? error.command : '';
  return {
    responseCode: typeof code === 'number' ? code : 0,
    response: typeof response === 'string' ? response : '',
    command: typeof command === 'string' ? command : '',
  };
}
