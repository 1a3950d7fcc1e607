/** The mails the portal can write, by the name under which the outbox stores them. */
import type { z } from 'zod';
import type { Language } from '../core/texts.ts';
import type { MessageContent } from './message-content.ts';
import { disputePayload, writeDispute } from './templates/dispute.ts';
import { frame, type MailDraft, type MailNotes } from './templates/frame.ts';
import { mailExamplePayload, writeMailExample } from './templates/mail-example.ts';
import {
  noticeForOrganisationPayload,
  writeNoticeForOrganisation,
} from './templates/notice-for-organisation.ts';
import { noticeForServicePayload, writeNoticeForService } from './templates/notice-for-service.ts';
import { paymentListPayload, writePaymentList } from './templates/payment-list.ts';
import { receiptForPayerPayload, writeReceiptForPayer } from './templates/receipt-for-payer.ts';
import { refundPayload, writeRefund } from './templates/refund.ts';
import {
  secondPaymentChoicePayload,
  writeSecondPaymentChoice,
} from './templates/second-payment-choice.ts';
import { secondPaymentPayload, writeSecondPayment } from './templates/second-payment.ts';
import { ticketForPayerPayload, writeTicketForPayer } from './templates/ticket-for-payer.ts';
import { ticketForTeamPayload, writeTicketForTeam } from './templates/ticket-for-team.ts';
import { exportReadyPayload, writeExportReady } from './templates/export-ready.ts';
import { staffChangePayload, writeStaffChange } from './templates/staff-change.ts';
import { staffLinkPayload, writeStaffLink } from './templates/staff-link.ts';
import { unresolvedPayload, writeUnresolved } from './templates/unresolved.ts';
import { uploadLoadedPayload, writeUploadLoaded } from './templates/upload-loaded.ts';

/** What each mail needs, as JSON. A stored receipt document fits as `receipt` as it is. */
export type MessagePayloads = {
  readonly 'receipt-for-payer': z.input<typeof receiptForPayerPayload>;
  readonly 'notice-for-organisation': z.input<typeof noticeForOrganisationPayload>;
  readonly 'notice-for-service': z.input<typeof noticeForServicePayload>;
  readonly 'second-payment': z.input<typeof secondPaymentPayload>;
  readonly dispute: z.input<typeof disputePayload>;
  readonly refund: z.input<typeof refundPayload>;
  readonly 'second-payment-choice': z.input<typeof secondPaymentChoicePayload>;
  readonly 'payment-list': z.input<typeof paymentListPayload>;
  readonly 'ticket-for-payer': z.input<typeof ticketForPayerPayload>;
  readonly 'ticket-for-team': z.input<typeof ticketForTeamPayload>;
  readonly 'mail-example': z.input<typeof mailExamplePayload>;
  readonly 'export-ready': z.input<typeof exportReadyPayload>;
  readonly 'staff-change': z.input<typeof staffChangePayload>;
  readonly 'staff-link': z.input<typeof staffLinkPayload>;
  readonly unresolved: z.input<typeof unresolvedPayload>;
  readonly 'upload-loaded': z.input<typeof uploadLoadedPayload>;
};

export type MessageName = keyof MessagePayloads;

const writers: Readonly<Record<MessageName, (payload: unknown, language: Language) => MailDraft>> =
  {
    'receipt-for-payer': (payload, language) =>
      writeReceiptForPayer(receiptForPayerPayload.parse(payload), language),
    'notice-for-organisation': (payload, language) =>
      writeNoticeForOrganisation(noticeForOrganisationPayload.parse(payload), language),
    'notice-for-service': (payload, language) =>
      writeNoticeForService(noticeForServicePayload.parse(payload), language),
    'second-payment': (payload, language) =>
      writeSecondPayment(secondPaymentPayload.parse(payload), language),
    dispute: (payload, language) => writeDispute(disputePayload.parse(payload), language),
    refund: (payload, language) => writeRefund(refundPayload.parse(payload), language),
    'second-payment-choice': (payload, language) =>
      writeSecondPaymentChoice(secondPaymentChoicePayload.parse(payload), language),
    'payment-list': (payload, language) =>
      writePaymentList(paymentListPayload.parse(payload), language),
    'ticket-for-payer': (payload, language) =>
      writeTicketForPayer(ticketForPayerPayload.parse(payload), language),
    'ticket-for-team': (payload, language) =>
      writeTicketForTeam(ticketForTeamPayload.parse(payload), language),
    'mail-example': (payload, language) =>
      writeMailExample(mailExamplePayload.parse(payload), language),
    'export-ready': (payload, language) =>
      writeExportReady(exportReadyPayload.parse(payload), language),
    'staff-change': (payload, language) =>
      writeStaffChange(staffChangePayload.parse(payload), language),
    'staff-link': (payload, language) => writeStaffLink(staffLinkPayload.parse(payload), language),
    'upload-loaded': (payload, language) =>
      writeUploadLoaded(uploadLoadedPayload.parse(payload), language),
    unresolved: (payload, language) => writeUnresolved(unresolvedPayload.parse(payload), language),
  };

export const messageNames = Object.keys(writers).filter(isMessageName);

export function isMessageName(name: string): name is MessageName {
  return Object.hasOwn(writers, name);
}

/**
 * @param notes what the organisation adds to its mails
 * @throws ZodError when the payload is not one of that mail: a fault of ours, found before sending
 */
export function writeMessage(
  name: MessageName,
  payload: unknown,
  language: Language,
  notes: MailNotes = {},
): MessageContent {
  return frame(language, writers[name](payload, language), notes);
}
