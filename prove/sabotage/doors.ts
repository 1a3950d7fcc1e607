/** Sabotages of what strangers may do: at pages, forms and the doors of providers. */
import type { Sabotage } from './sabotage.ts';

const csrf = 'src/web/csrf.ts';
const signatures = 'src/providers/sandbox/notifications.ts';
const start = 'src/payments/start-attempt.ts';

export const doorSabotages: readonly Sabotage[] = [
  {
    id: 'payment-of-another-organisation',
    whatIf: "a payment's address opened it in any organisation",
    changes: [
      {
        file: 'src/payments/store/payments.ts',
        from: 'where organisation_id = ${organisationId} and access_token = any(${accessTokens})',
        to: 'where access_token = any(${accessTokens})',
      },
    ],
    caughtBy: 'attack',
    only: ['idor-other-organisation'],
  },
  {
    id: 'receipt-of-another-organisation',
    whatIf: 'a code were looked up among the receipts of everybody',
    changes: [
      {
        file: 'src/receipts/store.ts',
        from: 'where organisation_id = ${organisationId} and verification_code = ${verificationCode}',
        to: 'where verification_code = ${verificationCode}',
      },
    ],
    caughtBy: 'attack',
    only: ['idor-receipt-code'],
  },
  {
    id: 'return-address-believed',
    whatIf: 'coming back from the provider were taken for having paid',
    changes: [
      {
        file: 'src/web/routes/payment-routes.ts',
        from: "if (live) await askProvider(site.context, organisation, live, 'payer');",
        to: `if (live) {
    const { recordOutcome } = await import('../../payments/record-outcome.ts');
    await recordOutcome(site.context, organisation, live.id, { kind: 'succeeded', providerReference: live.providerReference ?? live.id, paid: live.amount, instrument: null, disputed: null } as never, 'payer');
  }`,
      },
    ],
    caughtBy: 'attack',
    only: ['return-forged'],
  },
  {
    id: 'amount-from-the-form',
    whatIf: 'a posted amount took the place of what is owed',
    changes: [
      {
        file: 'src/web/routes/start-payment.ts',
        from: 'const { organisation, payment, address } = opened;',
        to: `const { organisation, address } = opened;
  const posted = (request.body as Record<string, string>)['amount'] ?? (request.body as Record<string, string>)['total'];
  const minor = /^\\d+$/.test(posted ?? '') ? BigInt(posted ?? '0') : opened.payment.total.minor;
  const payment = { ...opened.payment, total: { ...opened.payment.total, minor } };`,
      },
      {
        file: start,
        from: 'insertNew(context, transaction, organisation, locked, choice, opened)',
        to: 'insertNew(context, transaction, organisation, payment, choice, opened)',
      },
    ],
    caughtBy: 'attack',
    only: ['mass-assignment'],
  },
  {
    id: 'form-token-unchecked',
    whatIf: 'a form without its token were accepted',
    changes: [{ file: csrf, from: '!holdsToken(request)', to: '!isGuarded(request)' }],
    caughtBy: 'attack',
    only: ['csrf-no-token'],
  },
  {
    id: 'origin-unchecked',
    whatIf: 'it did not matter from which site a form is sent',
    changes: [
      { file: csrf, from: 'isGuarded(request) && !isFromUs(request, origin)', to: 'false' },
    ],
    caughtBy: 'attack',
    only: ['csrf-foreign-origin'],
  },
  {
    id: 'cookie-unsigned',
    whatIf: 'any visitor cookie were taken for one of ours',
    changes: [
      {
        file: csrf,
        from: "visitor && isEqual(signature, sign('visitor', visitor))",
        to: 'visitor && signature !== undefined',
      },
    ],
    caughtBy: 'attack',
    only: ['session-fixation'],
  },
  {
    id: 'old-notification-accepted',
    whatIf: 'the age of a signature did not matter',
    changes: [{ file: signatures, from: 'age > toleranceSeconds', to: 'age < 0' }],
    caughtBy: 'attack',
    only: ['notification-forged'],
  },
  {
    id: 'signature-unchecked',
    whatIf: 'any signature of the right shape would do',
    changes: [
      {
        file: signatures,
        from: '!signatures.some((signature) => isEqual(signature, expected))',
        to: 'signatures.length === 0 || expected.length === 0',
      },
    ],
    caughtBy: 'attack',
    only: ['notification-forged'],
  },
  {
    id: 'markup-unescaped',
    whatIf: 'texts were put into pages as they are',
    changes: [
      {
        file: 'src/web/html.ts',
        from: "text.replaceAll(/[&<>\"'`]/g, (character) => entities[character] ?? '')",
        to: 'text',
      },
    ],
    caughtBy: 'attack',
    only: ['script-in-every-stored-text'],
  },
  {
    id: 'card-number-kept',
    whatIf: 'a card number typed into the wrong field were kept like anything else',
    changes: [
      {
        file: 'src/web/card-number-guard.ts',
        from: 'runs.some((run) => windowsOf',
        to: 'runs.slice(runs.length).some((run) => windowsOf',
      },
    ],
    caughtBy: 'attack',
    only: ['card-numbers-in-every-field'],
  },
  {
    id: 'guesses-without-limit',
    whatIf: 'one might guess invoices as often as one likes',
    changes: [
      {
        file: 'src/rate-limits/index.ts',
        from: ' >=\n    limit.most',
        to: ' >=\n    1_000_000',
      },
      {
        file: 'src/rate-limits/index.ts',
        from: ' <=\n    limit.most',
        to: ' <=\n    1_000_000',
      },
    ],
    caughtBy: 'attack',
    only: ['brute-force-one-number'],
  },
];
