/** Every attack, in the order in which they are tried. */
import type { Attack } from './attack.ts';
import { answers } from './attacks/answers.ts';
import { cards } from './attacks/cards.ts';
import { carts } from './attacks/carts.ts';
import { files } from './attacks/files.ts';
import { freePayments } from './attacks/free-payments.ts';
import { forgery } from './attacks/forgery.ts';
import { guessing } from './attacks/guessing.ts';
import { injection } from './attacks/injection.ts';
import { officeAccess } from './attacks/office/access.ts';
import { officeDeeds } from './attacks/office/deeds.ts';
import { officeFiles } from './attacks/office/files.ts';
import { officeSignIn } from './attacks/office/sign-in.ts';
import { notices } from './attacks/notices.ts';
import { notifications } from './attacks/notifications.ts';
import { otherPeople } from './attacks/other-people.ts';
import { outgoing } from './attacks/outgoing.ts';
import { races } from './attacks/races.ts';
import { sessions } from './attacks/sessions.ts';
import { storedTexts } from './attacks/stored-texts.ts';
import { tampering } from './attacks/tampering.ts';
import { timing } from './attacks/timing.ts';
import { wire } from './attacks/wire.ts';

export const attacks: readonly Attack[] = [
  ...otherPeople,
  ...forgery,
  ...sessions,
  ...notifications,
  ...tampering,
  ...freePayments,
  ...races,
  ...carts,
  ...guessing,
  ...notices,
  ...timing,
  ...injection,
  ...storedTexts,
  ...files,
  ...cards,
  ...officeSignIn,
  ...officeAccess,
  ...officeDeeds,
  ...officeFiles,
  ...wire,
  ...outgoing,
  ...answers,
];
