/** Takes note that somebody asks for a list of payments; whether there is one is found out later, elsewhere. */
import type { Context } from '../../context.ts';
import { seal } from '../../core/sealing.ts';
import type { Language } from '../../core/texts.ts';
import type { Organisation } from '../../organisations/index.ts';
import { insertListRequest } from '../store.ts';
import type { CustomerIdentity, Period } from './payment-list.ts';

export type AskedList = {
  readonly identity: CustomerIdentity;
  readonly period: Period;
  readonly language: Language;
  /** Made when the form was shown; the same form sent twice asks once. */
  readonly orderKey: string;
};

/** Does the same for right and wrong data, so that nothing about them can be learned from it. */
export async function askPaymentList(
  context: Pick<Context, 'database' | 'clock' | 'ids' | 'key' | 'wake'>,
  organisation: Organisation,
  { identity, period, language, orderKey }: AskedList,
): Promise<void> {
  const id = context.ids.next('exp');
  await insertListRequest(context.database, organisation.id, {
    id,
    orderKey,
    sealedIdentity: seal(
      context.key,
      'payment-list',
      `${organisation.id}/${id}`,
      JSON.stringify(identity),
    ),
    period,
    language,
    requestedAt: context.clock.now(),
  });
  context.wake(organisation.id, 'make-payment-lists');
}
