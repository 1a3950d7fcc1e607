/** The job that empties the outbox over SMTP: at least once, with a Message-ID that stays the same. */
import type { Context } from '../context.ts';
import type { Organisation } from '../organisations/index.ts';
import { composeMail, type Attachment } from './compose-mail.ts';
import { maskEmail } from '../core/email-address.ts';
import type { MessageContent } from './message-content.ts';
import type { Mailer, SendOutcome } from './send-mail.ts';
import { isMessageName, writeMessage } from './write-message.ts';
import { claimMessages, recordDelivery, type Message, type MessageState } from './store.ts';

/** Makes what a message says from what was stored of it. */
export type Composer = (
  organisation: Organisation,
  message: Message,
) => Promise<{ readonly content: MessageContent; readonly attachments: readonly Attachment[] }>;

export type Sending = Pick<
  Context,
  'database' | 'clock' | 'leaseSeconds' | 'log' | 'mailFrom' | 'note' | 'publicUrl' | 'reach'
> & {
  readonly mailer: Mailer;
  /** For mails that need more than their payload, by the name of their template. */
  readonly composers: ReadonlyMap<string, Composer>;
};

const minute = 60_000;

/** After each temporary failure; the last wait repeats until a day and a half have passed. */
const waitsMs = [10_000, minute, 5 * minute, 15 * minute, 30 * minute, 60 * minute];
const mostTries = 40;
const atOnce = 20;

/** @returns how many messages were tried */
export async function sendMessages(context: Sending, organisation: Organisation): Promise<number> {
  const { database, clock, leaseSeconds } = context;
  const messages = await claimMessages(
    database,
    organisation.id,
    clock.now(),
    leaseSeconds,
    atOnce,
  );
  await Promise.all(messages.map((message) => sendOne(context, organisation, message)));
  return messages.length;
}

async function sendOne(
  context: Sending,
  organisation: Organisation,
  message: Message,
): Promise<void> {
  const outcome = await attempt(context, organisation, message);
  context.reach('message.after_send');
  const at = context.clock.now();
  const said = 'response' in outcome ? outcome.response : outcome.cause;
  // Deliveries are kept for ever, and servers like to repeat whom they were asked to reach.
  const response = said.replaceAll(message.recipient, maskEmail(message.recipient));
  const delivery = { outcome: outcome.kind, response, at };
  await context.database.transaction((transaction) =>
    recordDelivery(
      transaction,
      organisation.id,
      message.id,
      delivery,
      following(outcome, message, at),
    ),
  );
  context.reach('message.after_commit');
  const { id, template, source } = message;
  context.log.info(
    {
      organisation: organisation.slug,
      message: id,
      template,
      about: source,
      outcome: outcome.kind,
    },
    'mail tried',
  );
  context.note?.({ kind: 'mail_tried', template, outcome: outcome.kind });
}

function following(
  outcome: SendOutcome,
  message: Message,
  at: Date,
): { state: MessageState; nextTryAt: Date | null } {
  if (outcome.kind === 'sent') return { state: 'sent', nextTryAt: null };
  if (outcome.kind === 'rejected' || message.tries >= mostTries)
    return { state: 'failed', nextTryAt: null };
  const wait = waitsMs[Math.min(message.tries - 1, waitsMs.length - 1)] ?? minute;
  return { state: 'queued', nextTryAt: new Date(at.getTime() + wait) };
}

async function attempt(
  context: Sending,
  organisation: Organisation,
  message: Message,
): Promise<SendOutcome> {
  const composer = context.composers.get(message.template) ?? composeFromPayload;
  try {
    const { content, attachments } = await composer(organisation, message);
    const mail = composeMail({
      content,
      from: {
        name: organisation.settings.name,
        address: organisation.settings.mail_from ?? context.mailFrom,
      },
      to: message.recipient,
      messageId: messageIdOf(context.publicUrl, message.id),
      attachments,
    });
    context.reach('message.before_send');
    return await context.mailer.send(mail);
  } catch (error) {
    // The cause may pass, as a lost database connection does; in the end it is listed for staff.
    context.log.error({ err: error, message: message.id }, 'mail could not be made');
    return { kind: 'temporary', cause: error instanceof Error ? error.message : String(error) };
  }
}

/** Most mails say what their payload holds. */
const composeFromPayload: Composer = ({ settings }, message) => {
  if (!isMessageName(message.template)) throw new Error(`there is no mail ${message.template}`);
  const content = writeMessage(
    message.template,
    message.payload,
    message.language,
    settings.mail_notes,
  );
  return Promise.resolve({ content, attachments: [] });
};

/** Stable, so that a mail server or reader that gets a second copy can tell. */
function messageIdOf(publicUrl: string, messageId: string): string {
  return `<${messageId}@${new URL(publicUrl).hostname}>`;
}
