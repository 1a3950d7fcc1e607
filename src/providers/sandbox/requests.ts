/** What we ask of the sandbox provider, as it wants to be asked; pure. */
import type { Money } from '../../core/money.ts';
import type { ProviderCall } from '../http.ts';
import type { AttemptRequest, DisputeReference, Evidence, RefundRequest } from '../provider.ts';
import type { SandboxSecrets } from './config.ts';

/** Where it is and who asks. */
export type Caller = { readonly baseUrl: string; readonly secrets: SandboxSecrets };

/** @throws RangeError when JSON cannot carry the amount exactly; nothing has been sent then */
function wireAmount(amount: Money): { amount: number; currency: string } {
  const minor = Number(amount.minor);
  if (!Number.isSafeInteger(minor)) throw new RangeError('amount too large for this provider');
  return { amount: minor, currency: amount.currency };
}

export function startCall(caller: Caller, request: AttemptRequest): ProviderCall {
  return post(caller, '/v1/sessions', request.attemptId, {
    reference: request.attemptId,
    ...wireAmount(request.amount),
    description: request.description,
    accepted_brands: request.acceptedBrands,
    language: request.language,
    email: request.email,
    return_url: request.returnUrl,
  });
}

export function askCall(caller: Caller, providerReference: string): ProviderCall {
  return get(caller, `/v1/sessions/${encodeURIComponent(providerReference)}`, {});
}

export function findCall(caller: Caller, attemptId: string): ProviderCall {
  return get(caller, '/v1/sessions', { reference: attemptId });
}

/** Repeating it changes nothing, so it needs no key. */
export function cancelCall(caller: Caller, providerReference: string): ProviderCall {
  return post(caller, `/v1/sessions/${encodeURIComponent(providerReference)}/cancel`, null, {});
}

export function refundCall(caller: Caller, request: RefundRequest): ProviderCall {
  const path = `/v1/sessions/${encodeURIComponent(request.providerReference)}/refunds`;
  const body = { reference: request.refundId, ...wireAmount(request.amount) };
  return post(caller, path, request.refundId, body);
}

export function findRefundCall(caller: Caller, refundId: string): ProviderCall {
  return get(caller, '/v1/refunds', { reference: refundId });
}

export function evidenceCall(caller: Caller, evidence: Evidence): ProviderCall {
  const path = `/v1/disputes/${encodeURIComponent(evidence.disputeReference)}/evidence`;
  return post(caller, path, evidence.evidenceId, { text: evidence.text });
}

/** Repeating it changes nothing, so it needs no key. */
export function acceptCall(caller: Caller, { disputeReference }: DisputeReference): ProviderCall {
  return post(caller, `/v1/disputes/${encodeURIComponent(disputeReference)}/accept`, null, {});
}

/** `from` is inside the period, `to` is not. */
export function movementsCall(
  caller: Caller,
  period: { readonly from: Date; readonly to: Date; readonly cursor: string | null },
): ProviderCall {
  return get(caller, '/v1/movements', {
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    ...(period.cursor !== null && { cursor: period.cursor }),
  });
}

function get(caller: Caller, path: string, query: Readonly<Record<string, string>>): ProviderCall {
  const url = new URL(path, caller.baseUrl);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return { method: 'GET', url, headers: authorization(caller) };
}

function post(
  caller: Caller,
  path: string,
  idempotencyKey: string | null,
  body: unknown,
): ProviderCall {
  const key = idempotencyKey === null ? {} : { 'idempotency-key': idempotencyKey };
  const url = new URL(path, caller.baseUrl);
  return { method: 'POST', url, headers: { ...authorization(caller), ...key }, body };
}

function authorization(caller: Caller): Record<string, string> {
  return { authorization: `Bearer ${caller.secrets.api_key}` };
}
