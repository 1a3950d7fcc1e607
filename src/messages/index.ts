/** The messages' door; it owns messages and message_deliveries: mails that leave, and what became of them. */
export type { Attachment } from './compose-mail.ts';
export { cardName } from './card-name.ts';
export { mailExamples, type MailExample } from './examples/example-facts.ts';
export { exampleFactsOf, showExample } from './examples/show-example.ts';
export { maskEmail, parseEmailAddress } from '../core/email-address.ts';
export { knownDomains, suggestEmailAddress } from './typing-slip.ts';
export { enqueueMessage, type NewMessage } from './enqueue-message.ts';
export type { MessageContent } from './message-content.ts';
export { plainLine } from './plain-line.ts';
export { createMailer, type Mailer } from './send-mail.ts';
export { sendMessages, type Composer } from './send-messages.ts';
export {
  eraseRecipient,
  findDeliveries,
  findFailedMessages,
  findMessageBacklog,
  findMessagesAbout,
  findMessagesTo,
  type MailToAddress,
  type Message,
} from './store.ts';
export { isMessageName, messageNames, writeMessage, type MessageName } from './write-message.ts';
