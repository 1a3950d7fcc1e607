/** The mails the portal can write, by the name under which the outbox stores them. */
import type { z } from 'zod';
import type { Language } from '../core/texts.ts';
import type { MessageContent } from './message-content.ts';
import {
  noticeForOrganisationPayload,
  writeNoticeForOrganisation,
} from './templates/notice-for-organisation.ts';
import { receiptForPayerPayload, writeReceiptForPayer } from './templates/receipt-for-payer.ts';
import { secondPaymentPayload, writeSecondPayment } from './templates/second-payment.ts';
import { staffChangePayload, writeStaffChange } from './templates/staff-change.ts';
import { staffLinkPayload, writeStaffLink } from './templates/staff-link.ts';
import { unresolvedPayload, writeUnresolved } from './templates/unresolved.ts';

/** What each mail needs, as JSON. A stored receipt document fits as `receipt` as it is. */
export type MessagePayloads = {
  readonly 'receipt-for-payer': z.input<typeof receiptForPayerPayload>;
  readonly 'notice-for-organisation': z.input<typeof noticeForOrganisationPayload>;
  readonly 'second-payment': z.input<typeof secondPaymentPayload>;
  readonly 'staff-change': z.input<typeof staffChangePayload>;
  readonly 'staff-link': z.input<typeof staffLinkPayload>;
  readonly unresolved: z.input<typeof unresolvedPayload>;
};

export type MessageName = keyof MessagePayloads;

const writers: Readonly<
  Record<MessageName, (payload: unknown, language: Language) => MessageContent>
> = {
  'receipt-for-payer': (payload, language) =>
    writeReceiptForPayer(receiptForPayerPayload.parse(payload), language),
  'notice-for-organisation': (payload, language) =>
    writeNoticeForOrganisation(noticeForOrganisationPayload.parse(payload), language),
  'second-payment': (payload, language) =>
    writeSecondPayment(secondPaymentPayload.parse(payload), language),
  'staff-change': (payload, language) =>
    writeStaffChange(staffChangePayload.parse(payload), language),
  'staff-link': (payload, language) => writeStaffLink(staffLinkPayload.parse(payload), language),
  unresolved: (payload, language) => writeUnresolved(unresolvedPayload.parse(payload), language),
};

export function isMessageName(name: string): name is MessageName {
  return Object.hasOwn(writers, name);
}

/** @throws ZodError when the payload is not one of that mail: a fault of ours, found before sending */
export function writeMessage(
  name: MessageName,
  payload: unknown,
  language: Language,
): MessageContent {
  return writers[name](payload, language);
}
