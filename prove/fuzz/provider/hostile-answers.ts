/** Answers that no provider should give: values of other kinds, at edges, cut off, and single odd fields. */
import { hostileDates, hostileTexts, unprintableTexts } from '../hostile-values.ts';
import { changeJson, hostileText } from '../hostile-json.ts';
import type { Random } from '../random.ts';

/** What the answers call the attempt and the place of the pages; a server puts the real ones in. */
export const attemptId = 'att_01k9';
export const pageOrigin = 'http://127.0.0.1:3001';

const session = {
  id: 'ses_1', mode: 'test', reference: attemptId, status: 'succeeded', url: null, decline_reason: null, disputed: 0,
  charge: { amount: 1250, currency: 'EUR', brand: 'visa', last_four: '4242' }, expires_at: '2026-11-22T11:00:00Z',
}; // prettier-ignore
const sessions: readonly unknown[] = [
  session,
  { ...session, status: 'open', charge: null, url: `${pageOrigin}/pay/ses_1` },
  { ...session, status: 'failed', charge: null, decline_reason: 'card_declined' },
  { ...session, status: 'processing', charge: null },
  { items: [session, { ...session, status: 'failed', charge: null }] },
  { items: [] },
  { error: { code: 'session_not_found' } },
  {
    id: 'rfd_1',
    mode: 'test',
    reference: attemptId,
    status: 'succeeded',
    amount: 100,
    currency: 'EUR',
  },
];
const statuses = [200, 200, 200, 200, 201, 204, 301, 400, 401, 402, 404, 409, 422, 429, 500, 503];

/** What comes over the wire, right or not. */
export type WireAnswer = { readonly status: number; readonly text: string };

export function hostileAnswer(random: Random): WireAnswer {
  const value = changeJson(random, random.pick(sessions));
  return { status: random.pick(statuses), text: hostileText(random, value) };
}

/** One that looks right at first sight: a single field of it is odd. */
export function oddAnswer(random: Random): WireAnswer {
  const odd = random.pick([...hostileTexts, ...unprintableTexts, ...hostileDates]);
  const charge = { ...session.charge, brand: odd };
  const page = `${pageOrigin}/pay/${odd.slice(0, 500)}`;
  const failed = { ...session, status: 'failed', charge: null };
  const value = random.pick([
    { ...session, id: `${odd}ses_1` },
    { ...session, charge },
    { ...failed, decline_reason: odd },
    { ...failed, id: `${odd}ses_1` },
    { ...session, status: 'open', charge: null, url: page },
    { ...session, status: 'open', charge: null, url: `${pageOrigin}/`, expires_at: odd },
    { ...session, status: odd },
  ]);
  return { status: 200, text: JSON.stringify(value) };
}
