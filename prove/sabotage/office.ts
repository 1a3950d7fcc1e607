/** Sabotages of the back office: who may do what, alone or with a second person, how often, and what goes out. */
import type { Sabotage } from './sabotage.ts';

export const officeSabotages: readonly Sabotage[] = [
  {
    id: 'permission-not-asked',
    whatIf: 'a form of the office were taken from everybody who is signed in',
    changes: [
      {
        file: 'src/office/add-office.ts',
        from: 'isPermission(route.permission) && !isAllowed(session.member, route.permission)',
        to: "route.method === 'GET' && isPermission(route.permission) && !isAllowed(session.member, route.permission)",
      },
    ],
    caughtBy: 'attack',
    only: ['office-mass-assignment'],
  },
  {
    id: 'session-not-ended',
    whatIf: 'somebody who was shut out stayed in',
    changes: [
      {
        file: 'src/staff/sessions.ts',
        from: 'if (!member || member.disabledAt !== null) return null;',
        to: 'if (!member) return null;',
      },
      {
        file: 'src/staff/invite.ts',
        from: '    await writeDisabled(transaction, member, isDisabled ? at : null);\n    await endSessionsOf(transaction, organisation.id, member.id, at);\n',
        to: '    await writeDisabled(transaction, member, isDisabled ? at : null);\n',
      },
    ],
    caughtBy: 'attack',
    only: ['office-session-outlived'],
  },
  {
    id: 'second-person-not-needed',
    whatIf: 'whoever proposed a large refund could agree to it',
    changes: [
      {
        file: 'src/orders/approval.ts',
        from: "if (approval.proposedBy === actor) throw new Refusal('same_person');",
        to: '',
      },
    ],
    caughtBy: 'simulation',
    sizes: { schedules: 600 },
  },
  {
    id: 'limit-for-each-part',
    whatIf: 'a large refund became small when it is given in parts',
    changes: [
      {
        file: 'src/payments/refund-limit.ts',
        from: 'asked.minor + attempt.refunded.minor > most.minor',
        to: 'asked.minor > most.minor',
      },
    ],
    caughtBy: 'attack',
    only: ['office-own-approval'],
  },
  {
    id: 'line-limit-unchecked',
    whatIf:
      'a line of a refund could take more than its due had, and no rule of the database said so',
    changes: [
      {
        file: 'src/payments/make-refund.ts',
        from: 'if (over) throw overRefund(leftOf(targets, over.from), over.amount.currency);',
        to: '',
      },
      {
        file: 'src/payments/make-refund.ts',
        from: 'if (total.minor > left) throw overRefund(left, total.currency);',
        to: '',
      },
      {
        file: 'src/database/migrations/0016-acting.sql',
        from: 'check (refunded >= 0 and disputed >= 0 and refunded + disputed <= applied);',
        to: 'check (refunded >= 0 and disputed >= 0);',
      },
    ],
    caughtBy: 'simulation',
    sizes: { schedules: 600 },
  },
  {
    id: 'order-carried-out-again',
    whatIf: 'a form that is sent twice did its deed twice',
    changes: [
      {
        file: 'src/orders/order.ts',
        from: 'if (!(await insertOrder(transaction, organisationId, taken))) {',
        to: "if (!(await insertOrder(transaction, organisationId, taken)) && action === 'nothing') {",
      },
    ],
    caughtBy: 'simulation',
    sizes: { schedules: 600 },
  },
  {
    id: 'lost-dispute-keeps-its-due',
    whatIf: 'what a lost dispute took still counted as settled',
    changes: [
      {
        file: 'src/payments/disputes/give-up.ts',
        from: '    await addSettled(transaction, organisation.id, movements);\n',
        to: '',
      },
    ],
    caughtBy: 'simulation',
    sizes: { schedules: 600 },
  },
  {
    id: 'cash-beside-a-card',
    whatIf: 'cash were taken for a due while a payer pays it by card',
    changes: [
      {
        file: 'src/payments/counter/record-counter-payment.ts',
        from: '        await refuseHeld(transaction);\n',
        to: '',
      },
      {
        file: 'src/payments/free-dues.ts',
        from: "    if ((await heldBy(context.database)).length > 0) throw new Refusal('due_in_progress');\n",
        to: '',
      },
    ],
    caughtBy: 'simulation',
    sizes: { schedules: 600 },
  },
  {
    id: 'formula-exported',
    whatIf: 'texts that begin like a formula went into files as they are',
    changes: [
      {
        file: 'src/exports/format/write-table.ts',
        from: "return formula.test(text) ? `'${text}` : text;",
        to: "return formula.test('') ? `'${text}` : text;",
      },
    ],
    caughtBy: 'attack',
    only: ['office-formula-injection'],
  },
  {
    id: 'attachment-by-its-name',
    whatIf: 'an attachment were taken for what its name says',
    changes: [
      {
        file: 'src/tickets/attachment.ts',
        from: 'content.subarray(0, bytes.length).equals(bytes)',
        to: 'content.length > bytes.length',
      },
    ],
    caughtBy: 'attack',
    only: ['office-hostile-uploads'],
  },
  {
    id: 'code-good-twice',
    whatIf: 'a code of the authenticator app could be used again',
    changes: [
      { file: 'src/staff/store/authenticators.ts', from: ' and last_step < ${step}', to: '' },
    ],
    caughtBy: 'attack',
    only: ['office-used-twice'],
  },
];
