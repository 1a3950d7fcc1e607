/** Faults of mails, webhooks and jobs. */
import { coming, covered, notYet, open, type FaultGroup } from './fault.ts';

const sending = 'src/messages/send-messages.test.ts';
const smtp = 'src/messages/send-mail.test.ts';

export const messageFaults: FaultGroup = {
  title: 'Mails, webhooks, jobs',
  faults: [
    covered('F147', 'The mail server is away for a day', 'simulation', sending),
    covered('F148', 'An address that does not exist', 'simulation', sending, 'test/journeys/receipts.test.ts'),
    covered('F149', 'Grey lists, slow servers, encryption taken away', smtp),
    covered('F150', 'A job that always fails', sending, 'src/payments/late-news.test.ts'),
    open('F151', 'A job that kills its process', 'tries are counted before the work for mails and notifications, but nothing stops a process that is killed again and again'),
    notYet('F152', 'A queue that forgets old jobs', 'never: what is due stands in our own rows, and there is no queue'),
    notYet('F153', 'A receiver of webhooks is away, slow or moved', coming.webhooks),
    notYet('F154', 'A receiver whose name leads inside', coming.webhooks),
    covered('F155', 'A worker goes on after its lease went to another', 'simulation', 'crash', sending),
    open('F156', 'A hundred thousand mails wait', 'not tried at that size'),
    covered('F157', 'One receipt that cannot be made', 'src/receipts/issue-receipts.test.ts'),
  ],
}; // prettier-ignore
