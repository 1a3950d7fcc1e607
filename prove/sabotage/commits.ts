/** Sabotages of what is committed together, before what is said, and taken up again afterwards. */
import type { Sabotage } from './sabotage.ts';

const notifications = 'src/web/routes/notification-routes.ts';
const receipts = 'src/receipts/issue-receipts.ts';
const sizes = { kills: 12, databaseCrashes: 0 };

export const commitSabotages: readonly Sabotage[] = [
  {
    id: 'acknowledged-before-commit',
    whatIf: 'a notification were acknowledged before it is kept',
    changes: [
      {
        file: notifications,
        from: "        const account = addressPart(request, 'account');",
        to: "        const account = addressPart(request, 'account');\n        void reply.status(204).send();",
      },
      { file: notifications, from: 'return reply.status(204).send();', to: 'return reply;' },
    ],
    caughtBy: 'crash',
    sizes,
  },
  {
    id: 'lost-answer-taken-for-commit',
    whatIf: 'a COMMIT whose answer was lost counted as done',
    changes: [
      {
        file: 'src/database/transaction.ts',
        from: 'throw new CommitUnknown({ cause: error });',
        to: 'return;',
      },
    ],
    caughtBy: 'crash',
    sizes: { kills: 600, databaseCrashes: 0 },
    only: ['cut around COMMIT'],
  },
  {
    id: 'mail-apart-from-receipt',
    whatIf: 'the mail were written after the receipt is committed',
    changes: [
      {
        file: receipts,
        from: '  await announce(context, transaction, organisation, payment);\n',
        to: '',
      },
      {
        file: receipts,
        from: "    context.reach('receipt.after_commit');",
        to: "    context.reach('receipt.after_commit');\n    await context.database.transaction((transaction) => announce(context, transaction, organisation, payment));",
      },
    ],
    caughtBy: 'crash',
    sizes,
  },
  {
    id: 'receipt-number-taken-apart',
    whatIf: 'a number were taken outside the transaction of its receipt, as a sequence does',
    changes: [
      {
        file: receipts,
        from: 'takeNumber(transaction, organisation.id, year)',
        to: 'takeNumber(context.database as never, organisation.id, year)',
      },
    ],
    caughtBy: 'crash',
    sizes,
  },
  {
    id: 'sent-before-sending',
    whatIf: 'a mail counted as sent when it is taken from the outbox',
    changes: [
      {
        file: 'src/messages/store.ts',
        from: '    update messages set tries = tries + 1,\n',
        to: '    update messages set tries = tries + 1, next_try_at = null,\n',
      },
    ],
    caughtBy: 'crash',
    sizes,
  },
  {
    id: 'lease-without-end',
    whatIf: 'what a worker had taken when it died were its own for ever',
    changes: [
      {
        file: 'src/payments/store/inbox.ts',
        from: 'make_interval(secs => ${leaseSeconds})',
        to: 'make_interval(days => ${leaseSeconds})',
      },
    ],
    caughtBy: 'crash',
    sizes,
  },
];
