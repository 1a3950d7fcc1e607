/** Sabotages of how the provider is asked, repeated to, believed and compared with. */
import type { Sabotage } from './sabotage.ts';

const asking = 'src/payments/ask-provider.ts';
const sizes = { schedules: 600 };

export const askingSabotages: readonly Sabotage[] = [
  {
    id: 'new-key-on-retry',
    whatIf: 'a start whose answer was lost were sent again under another key',
    changes: [
      {
        file: asking,
        from: 'return provider.startAttempt(account, request);',
        to: "return provider.startAttempt(account, { ...request, attemptId: context.ids.next('att') });",
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'retry-after-the-window',
    whatIf: 'a start were sent although its process has slept until others gave it up',
    changes: [
      {
        file: 'src/payments/start-attempt.ts',
        from: 'mayStillSend(opened.provider, attempt.createdAt, context.clock.now())',
        to: 'attempt.createdAt <= context.clock.now()',
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'unknown-taken-for-failed',
    whatIf: 'no answer were a no',
    changes: [
      {
        file: 'src/payments/outcome-event.ts',
        from: "    case 'unknown':\n      return 'lose_sight';",
        to: "    case 'unknown':\n      return 'decline';",
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'ended-by-our-clock',
    whatIf: 'an abandoned page were given up without closing it at the provider',
    changes: [
      {
        file: asking,
        from: 'let outcome = await opened.provider.cancelAttempt(opened.account, reference);',
        to: "let outcome: AttemptOutcome = { kind: 'expired', providerReference: reference.providerReference ?? attempt.id };",
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'notification-believed',
    whatIf: 'a notification of success settled by itself, and the provider were not asked',
    changes: [
      {
        file: 'src/payments/receive-notification.ts',
        from: "  context.reach('notification.after_commit');",
        to: `  context.reach('notification.after_commit');
  const { recordOutcome } = await import('./record-outcome.ts');
  const { findAttempt } = await import('./store/index.ts');
  const about = await findAttempt(context.database, organisation.id, notification.ourReference ?? '');
  if (about && /succe|paid|charge/.test(notification.type)) {
    const outcome = { kind: 'succeeded', providerReference: notification.providerReference, paid: about.amount, instrument: null, disputed: null };
    await recordOutcome(context as never, organisation, about.id, outcome as never, 'provider');
  }`,
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'never-asked-again',
    whatIf: 'only notifications and returns were trusted to bring the outcome',
    changes: [
      {
        file: 'src/payments/ask-schedule.ts',
        from: "    case 'action_required':\n      return waits",
        to: "    case 'action_required':\n      if (asked >= 0) return null;\n      return waits",
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'list-never-compared',
    whatIf: "the provider's own list of movements were never compared with ours",
    changes: [
      {
        file: 'src/payments/sweep-movements.ts',
        from: 'for (const sweep of sweeps) strays',
        to: 'for (const sweep of sweeps.slice(sweeps.length)) strays',
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'notification-tried-once',
    whatIf: 'a notification counted as dealt with although the provider did not answer',
    changes: [
      {
        file: 'src/payments/process-inbox.ts',
        from: "if (outcome === 'answered') return",
        to: "if (outcome !== 'nothing_known') return",
      },
      {
        file: 'src/payments/sweep-movements.ts',
        from: 'for (const sweep of sweeps) strays',
        to: 'for (const sweep of sweeps.slice(sweeps.length)) strays',
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
];
