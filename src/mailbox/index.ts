/** The local mailbox of the demo: takes every mail over SMTP, keeps it in a folder and shows it on a page. */
export { startMailbox, type Mailbox } from './start-mailbox.ts';
