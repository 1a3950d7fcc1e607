/** Says what is wrong with an answer of the portal, whatever the request was; pure. */
import type { FuzzRequest } from './requests.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, number | string | string[] | undefined>>;
  readonly body: string;
};

const inside =
  /node_modules|\bat (?:async )?[\w.]+ \(|\.ts:\d+|FST_ERR|ERR_[A-Z]+_|invalid byte sequence|syntax error at|violates|ECONNREFUSED/;

/** @returns what does not hold; empty when all is well */
export function judgeAnswer(request: FuzzRequest, answer: Answer): string[] {
  const { status, headers, body } = answer;
  const type = [headers['content-type'] ?? ''].join();
  const isPage = type.startsWith('text/html');
  const isNotification = request.route.includes('/notifications/');
  const location = [headers['location'] ?? ''].join();
  return [
    ...say(status < 500, `answered ${status}`),
    ...say(!body.includes('<fuzz-marker'), 'what was sent stands in the page as markup'),
    ...say(!inside.test(body), `the inside shows: ${inside.exec(body)?.[0]}`),
    ...say(!isPage || 'content-security-policy' in headers, 'a page without a policy'),
    ...say(headers['x-content-type-options'] === 'nosniff', 'an answer without nosniff'),
    ...say(status < 300 || status >= 400 || isOurs(location), `leads to ${location}`),
    ...say(isNotification || status < 400 || isPage || isMachine(request), `${status} as ${type}`),
    ...say(
      !isNotification || status < 400 || isPage || type.startsWith('application/problem+json'),
      `a notification is answered ${status} as ${type}`,
    ),
    ...say(
      cookiesOf(headers).every((cookie) => isOurCookie(cookie)),
      `sets ${cookiesOf(headers).join(', ')}`,
    ),
    ...judgeLanguage(request, isPage && status !== 404, body),
  ];
}

/** Paths of ours and the pages of the sandbox, which listens on this machine. */
function isOurs(location: string): boolean {
  return /^\/(?!\/)[!-~]*$/.test(location) || /^http:\/\/127\.0\.0\.1:\d+\//.test(location);
}

function isMachine({ method, route }: FuzzRequest): boolean {
  return method === 'HEAD' || route.startsWith('/health');
}

function cookiesOf(headers: Answer['headers']): string[] {
  return [headers['set-cookie'] ?? []].flat().map(String);
}

/** One that is given, or, of somebody who is sent back from an identity provider, one that is taken away. */
function isOurCookie(cookie: string): boolean {
  const given =
    /^saldo(?:-language|-staff-[\w-]+)?=[\w.-]+; (?:Max-Age=\d+; )?Path=\/; HttpOnly; SameSite=Lax$/;
  const taken =
    /^saldo-(?:provider|staff)-[\w-]+=; Max-Age=0; Path=[!-~]+; Expires=[^;]+; HttpOnly; SameSite=Lax$/;
  return given.test(cookie) || taken.test(cookie);
}

function judgeLanguage({ language }: FuzzRequest, isPage: boolean, body: string): string[] {
  if (language === null || !isPage) return [];
  const shown = /<html[^>]* lang="(\w+)"/.exec(body)?.[1];
  return say(shown === language, `asked for ${language}, the page is in ${shown}`);
}

function say(holds: boolean, complaint: string): string[] {
  return holds ? [] : [complaint];
}
