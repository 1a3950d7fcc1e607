/**
 * In which language a page speaks: the one just chosen, the one chosen before, or what the browser
 * prefers.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../core/texts.ts';
import { isLanguage } from '../core/texts.ts';
import { queryText } from './posted-fields.ts';

const cookieName = 'saldo-language';
const oneYearSeconds = 31_536_000;

export type LanguageWishes = {
  /** `?language=` of the address. */
  readonly chosen: string | undefined;
  /** What the cookie remembers. */
  readonly remembered: string | undefined;
  /** `Accept-Language` as it came. */
  readonly accepted: string | undefined;
};

/** @param offered the organisation's languages, its first choice first; never empty */
export function chooseLanguage(
  wishes: LanguageWishes,
  offered: readonly [Language, ...Language[]],
): Language {
  const wanted = [wishes.chosen, wishes.remembered, ...readAccepted(wishes.accepted ?? '')];
  const isOffered = (tag: string | undefined): tag is Language =>
    tag !== undefined && isLanguage(tag) && offered.includes(tag);
  return wanted.find(isOffered) ?? offered[0];
}

/**
 * Primary tags of `Accept-Language` by weight (RFC 9110, 12.5.4): `es-MX;q=0.8, it` gives `it`,
 * `es`.
 */
function readAccepted(header: string): string[] {
  return header
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', weight] = part.trim().split(/\s*;\s*q=/);
      return { tag: tag.toLowerCase().replace(/-.*/, ''), weight: Number(weight ?? 1) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag);
}

/**
 * The language of this answer; a choice in the address is remembered for the next pages. Needs
 * @fastify/cookie.
 *
 * @param isHttps whether the portal's public address is; a proxy may speak plain HTTP to us
 */
export function pageLanguage(
  request: FastifyRequest,
  reply: FastifyReply,
  offered: readonly [Language, ...Language[]],
  isHttps = false,
): Language {
  const chosen = queryText(request, 'language') ?? undefined;
  const language = chooseLanguage(
    {
      chosen,
      remembered: request.cookies[cookieName],
      accepted: request.headers['accept-language'],
    },
    offered,
  );
  if (chosen === language && request.cookies[cookieName] !== language) {
    reply.setCookie(cookieName, language, {
      httpOnly: true,
      sameSite: 'lax',
      secure: isHttps,
      path: '/',
      maxAge: oneYearSeconds,
    });
  }
  return language;
}

/** The page's own address without the choice of language, for the switch to lead back to. */
export function addressWithoutLanguage(url: string): string {
  const [path = '/', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.delete('language');
  return parameters.size > 0 ? `${path}?${parameters.toString()}` : path;
}
