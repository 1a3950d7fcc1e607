/** Every attack, in the order in which they are tried. */
import type { Attack } from './attack.ts';
import { forgery } from './attacks/forgery.ts';
import { notifications } from './attacks/notifications.ts';
import { otherPeople } from './attacks/other-people.ts';
import { sessions } from './attacks/sessions.ts';

export const attacks: readonly Attack[] = [
  ...otherPeople,
  ...forgery,
  ...sessions,
  ...notifications,
];
