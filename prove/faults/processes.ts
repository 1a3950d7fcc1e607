/** Faults of processes: killed, stopped, stalled, restarted. */
import { coming, covered, notYet, type FaultGroup } from './fault.ts';

export const processFaults: FaultGroup = {
  title: 'Processes that die',
  faults: [
    covered('F1', 'Killed before the payment is committed', 'simulation', 'crash'),
    covered('F2', 'Killed between payment and attempt', 'simulation', 'crash'),
    covered('F3', 'Killed after the attempt is committed, before the provider is called', 'simulation', 'crash'),
    covered('F4', 'Killed while the request is at the provider', 'simulation', 'crash'),
    covered('F5', 'Killed after the provider answered, before its reference is kept', 'simulation', 'crash'),
    covered('F6', 'Killed after the reference is kept, before the browser is sent on', 'simulation', 'crash'),
    covered('F7', 'Killed before a notification is kept', 'simulation', 'crash'),
    covered('F8', 'Killed after a notification is kept, before it is acknowledged', 'simulation', 'crash'),
    covered('F9', 'Killed after the acknowledgement, before the notification is followed up', 'simulation', 'crash'),
    covered('F10', 'Killed while an outcome is being settled, before COMMIT', 'simulation', 'crash'),
    covered('F11', 'Killed after COMMIT, before the job knows', 'simulation', 'crash'),
    covered('F12', 'Killed after settling, before the receipt', 'simulation', 'crash'),
    covered('F13', 'Killed after the mail server accepted, before we noted it', 'simulation', 'crash', 'src/messages/send-messages.test.ts'),
    covered('F14', 'Killed anywhere in a refund', 'simulation', 'crash'),
    notYet('F15', 'Killed in the middle of a batch of renewals', coming.savedCards),
    covered('F16', 'Killed in the middle of an import', 'crash'),
    notYet('F17', 'Killed after a webhook of ours was sent, before we noted it', coming.webhooks),
    covered('F18', 'Killed during a migration', 'crash', 'src/database/migrate.test.ts'),
    covered('F19', 'Told to stop with requests and jobs under way', 'crash', 'src/jobs/worker.test.ts'),
    covered('F20', 'Stalled for longer than its leases, then going on', 'simulation', 'crash'),
    covered('F21', 'Out of memory, or an error that nobody expected', 'simulation', 'crash'),
    notYet('F22', 'Two versions at once during an upgrade', 'the second release, which is tried against the first'),
  ],
}; // prettier-ignore
