/** Money came for what was paid already: what happens with it, told to the payer and to the organisation. */
import { z } from 'zod';
import { format } from '../../core/money.ts';
import { texts } from '../../core/texts.ts';
import type { Language } from '../../core/texts.ts';
import type { MailDraft } from './frame.ts';
import { paymentTrouble, troubleFacts } from './payment-trouble.ts';

export const secondPaymentPayload = z.intersection(
  paymentTrouble,
  z.object({
    audience: z.enum(['payer', 'organisation']).default('payer'),
    /** Why nothing is owed for it: it was paid before, or it was withdrawn meanwhile. */
    reason: z.enum(['already_settled', 'withdrawn']).default('already_settled'),
  }),
);

const secondPaymentTexts = texts({
  en: {
    payer_withdrawn_subject: 'Your payment to {organisation}: {amount} is no longer due',
    payer_withdrawn_received:
      'We have received {amount} from you for something that was withdrawn, or was settled otherwise, while you were paying.',
    organisation_withdrawn_subject: '{amount} for what was withdrawn, to be given back: {payment}',
    organisation_withdrawn_received:
      'A payer has paid {amount} for something that was withdrawn, or was settled otherwise, while the payment was under way.',
    payer_subject: 'A second payment of {amount} to {organisation}',
    payer_received:
      'We have received a second payment of {amount} for something that had already been paid.',
    payer_next:
      'The money is safe: it is kept apart and has not been used for anything. {organisation} has been told and will give it back.',
    payer_nothing:
      'There is nothing you need to do. Please do not ask your bank to take the money back as well: that would only take longer.',
    organisation_subject: 'Second payment of {amount} to be given back: {payment}',
    organisation_received: 'A payer has paid {amount} for something that had already been paid.',
    organisation_next:
      'The amount stands apart, among the sums to be given back. Please give it back to the payer from the administration pages; the payer has been told that nothing is left for them to do.',
  },
  it: {
    payer_withdrawn_subject: 'Il suo pagamento a {organisation}: {amount} non sono più dovuti',
    payer_withdrawn_received:
      'Abbiamo ricevuto da lei {amount} per qualcosa che, mentre pagava, è stato ritirato o regolato in altro modo.',
    organisation_withdrawn_subject: '{amount} per una voce ritirata, da restituire: {payment}',
    organisation_withdrawn_received:
      'Una persona ha pagato {amount} per qualcosa che, mentre pagava, è stato ritirato o regolato in altro modo.',
    payer_subject: 'Un secondo pagamento di {amount} a {organisation}',
    payer_received:
      'Abbiamo ricevuto un secondo pagamento di {amount} per qualcosa che risultava già pagato.',
    payer_next:
      'La somma è al sicuro: è tenuta da parte e non è stata usata per altro. Abbiamo avvisato {organisation}, che la restituirà.',
    payer_nothing:
      'Non deve fare nulla. La preghiamo di non chiedere anche alla banca di stornare la somma: servirebbe solo più tempo.',
    organisation_subject: 'Secondo pagamento di {amount} da restituire: {payment}',
    organisation_received: 'Una persona ha pagato {amount} per qualcosa che risultava già pagato.',
    organisation_next:
      'L’importo è tenuto da parte, tra le somme da restituire. Va restituito dalle pagine di amministrazione; chi ha pagato sa di non dover fare nulla.',
  },
  es: {
    payer_withdrawn_subject: 'Su pago a {organisation}: {amount} ya no corresponden',
    payer_withdrawn_received:
      'Hemos recibido de usted {amount} por algo que, mientras pagaba, se retiró o se saldó de otro modo.',
    organisation_withdrawn_subject: '{amount} por un concepto retirado, por devolver: {payment}',
    organisation_withdrawn_received:
      'Una persona ha pagado {amount} por algo que, mientras pagaba, se retiró o se saldó de otro modo.',
    payer_subject: 'Un segundo pago de {amount} a {organisation}',
    payer_received: 'Hemos recibido un segundo pago de {amount} por algo que ya estaba pagado.',
    payer_next:
      'El dinero está a salvo: se ha apartado y no se ha utilizado para nada. {organisation} está al corriente y lo devolverá.',
    payer_nothing:
      'No tiene que hacer nada. Le rogamos que no pida también a su banco la devolución: solo tardaría más.',
    organisation_subject: 'Segundo pago de {amount} por devolver: {payment}',
    organisation_received: 'Una persona ha pagado {amount} por algo que ya estaba pagado.',
    organisation_next:
      'El importe se ha apartado, entre las cantidades por devolver. Devuélvalo desde las páginas de administración; quien pagó sabe que no tiene que hacer nada.',
  },
});

export function writeSecondPayment(
  payload: z.output<typeof secondPaymentPayload>,
  language: Language,
): MailDraft {
  const t = secondPaymentTexts(language);
  const { audience, reason } = payload;
  const wording = reason === 'withdrawn' ? (`${audience}_withdrawn` as const) : audience;
  const values = {
    amount: format(payload.amount, language),
    organisation: payload.organisationName,
    payment: payload.paymentId,
  };
  const nothing = audience === 'payer' ? [t('payer_nothing')] : [];
  const paragraphs = [t(`${wording}_received`, values), t(`${audience}_next`, values), ...nothing];
  return {
    note: audience === 'payer' ? 'second_payment' : null,
    mode: payload.mode,
    subject: t(`${wording}_subject`, values),
    questionsTo: audience === 'payer' ? payload.contactEmail : null,
    blocks: [
      ...paragraphs.map((words) => ({ kind: 'paragraph', words }) as const),
      troubleFacts(payload, language),
    ],
  };
}
