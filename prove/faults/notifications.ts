/** Faults of notifications, on their way to us and by whoever sends them. */
import { covered, type FaultGroup } from './fault.ts';

const received = 'src/payments/notifications.test.ts';
const signed = 'src/providers/sandbox/notifications.test.ts';

export const notificationFaults: FaultGroup = {
  title: 'Notifications',
  faults: [
    covered('F58', 'Lost for ever', 'simulation', 'crash', 'src/payments/sweep-movements.test.ts'),
    covered('F59', 'Delivered many times at once', 'simulation', 'crash', 'test/races/domain.test.ts'),
    covered('F60', 'In another order', 'simulation', 'crash', received),
    covered('F61', 'Late by hours or days', 'simulation', 'src/payments/late-news.test.ts'),
    covered('F62', 'Forged', 'simulation', 'fuzz', 'attack', received, signed),
    covered('F63', 'Replayed at once', 'fuzz', 'attack', received),
    covered('F64', 'Replayed later, with its old time', 'fuzz', 'attack', signed),
    covered('F65', 'The same name with another body', 'simulation', 'fuzz', 'attack', received),
    covered('F66', 'Genuine, about a payment that we do not know', 'simulation', 'fuzz', 'attack', received),
    covered('F67', 'Genuine, with another amount', 'attack', received),
    covered('F68', 'While its secret is changed', signed, 'sandbox/notifications/notifications.test.ts'),
    covered('F69', 'Before our own commit', 'simulation', received),
    covered('F70', 'Notification, return, question and staff at once', 'test/races/domain.test.ts'),
    covered('F71', 'Genuine, with a body that is poison', 'fuzz', received),
    covered('F72', 'A flood', 'test/races/domain.test.ts'),
    covered('F73', 'Our endpoint is away for days', 'src/payments/sweep-movements.test.ts'),
    covered('F74', 'A body that a proxy has written anew', 'fuzz', 'attack', signed),
  ],
}; // prettier-ignore
