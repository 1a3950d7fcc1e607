/** The mail server of the simulation: what it took, under which Message-ID, and when it fails. */
import type { Mailer } from '../../src/messages/index.ts';
import type { MailFault } from './manners.ts';
import type { Scheduler } from './scheduler.ts';

export type MailPort = Mailer & {
  /** How often a mail was taken, by its Message-ID. */
  readonly taken: ReadonlyMap<string, number>;
};

export function createMailPort(scheduler: Scheduler, faultAt: () => MailFault | null): MailPort {
  const taken = new Map<string, number>();
  return {
    taken,
    close: () => {},
    send: ({ messageId }) =>
      scheduler.call('mail', {
        isSent: true,
        describe: ({ kind }) => kind,
        run: async () => {
          const fault = faultAt();
          if (fault === 'down') return { kind: 'temporary', cause: '421 try later' } as const;
          if (fault === 'rejected')
            return { kind: 'rejected', response: '550 no such box' } as const;
          taken.set(messageId, (taken.get(messageId) ?? 0) + 1);
          if (fault) return { kind: 'temporary', cause: 'no answer' } as const;
          return { kind: 'sent', response: '250 taken' } as const;
        },
      }),
  };
}
