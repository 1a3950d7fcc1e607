/** Whether keys open an account at the sandbox provider: its list of an empty period is asked for. */
import type { ProviderAnswer, ProviderCall } from '../http.ts';
import type { KeyVerdict } from '../provider.ts';
import { movementsAnswer } from './answers.ts';
import { readAnswer } from './read-answer.ts';
import { movementsCall, type Caller } from './requests.ts';

const [from, to] = [new Date(0), new Date(1)];

export async function tryKeys(
  ask: (call: ProviderCall) => Promise<ProviderAnswer>,
  caller: Caller,
): Promise<KeyVerdict> {
  const answer = await ask(movementsCall(caller, { from, to, cursor: null }));
  const read = readAnswer(answer, movementsAnswer);
  if (read.kind === 'read') return { kind: 'accepted' };
  const isRefused = answer.kind === 'answered' && [401, 403].includes(answer.status);
  return { kind: isRefused ? 'refused' : 'unknown', cause: read.cause };
}
