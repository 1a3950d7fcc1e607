/** What a browser does between pages: cookies per host, redirects, and the headers that say where it came from. */
import { readPage, type Page } from './page.ts';

export type Browser = {
  /** By host name and cookie name; ports share cookies, as they do in browsers. */
  readonly cookies: Map<string, Map<string, string>>;
  readonly language: string;
  readonly from: string;
};

/** `fields` is null for a page that is merely opened. */
export type VisitRequest = {
  readonly address: string;
  /** Form data where the form brings files. */
  readonly fields: URLSearchParams | FormData | null;
};

export type Download = { readonly type: string; readonly name: string; readonly bytes: Buffer };

const mostRedirects = 10;

/** @param from the page that holds the link or form; null when the address was typed */
export async function visit(
  browser: Browser,
  from: string | null,
  request: VisitRequest,
): Promise<Page> {
  const { response, address } = await follow(browser, from, request);
  return readPage(address, response.status, await response.text());
}

export async function download(browser: Browser, from: string, address: string): Promise<Download> {
  const { response } = await follow(browser, from, { address, fields: null });
  const disposition = response.headers.get('content-disposition') ?? '';
  return {
    type: response.headers.get('content-type') ?? '',
    name: /filename="([^"]+)"/.exec(disposition)?.[1] ?? '',
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}

async function follow(browser: Browser, from: string | null, request: VisitRequest) {
  let { address, fields } = request;
  let origin = from;
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    const response = await ask(browser, origin, { address, fields });
    keepCookies(browser, address, response);
    const next = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || next === null)
      return { response, address };
    await response.body?.cancel();
    // A redirect between sites makes the rest of the way cross-site.
    if (origin !== null && siteOf(origin) === siteOf(address)) origin = address;
    address = new URL(next, address).href;
    fields = null;
  }
  throw new Error(`more than ${mostRedirects} redirects from ${request.address}`);
}

async function ask(browser: Browser, from: string | null, { address, fields }: VisitRequest) {
  const cookies = browser.cookies.get(new URL(address).hostname) ?? new Map<string, string>();
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const isSame = from !== null && siteOf(from) === siteOf(address);
  return fetch(address, {
    method: fields === null ? 'GET' : 'POST',
    redirect: 'manual',
    headers: {
      accept: 'text/html',
      'accept-language': browser.language,
      'sec-fetch-site': from === null ? 'none' : isSame ? 'same-origin' : 'cross-site',
      'x-forwarded-for': browser.from,
      ...(cookie === '' ? {} : { cookie }),
    },
    ...(fields === null ? {} : { body: fields }),
    signal: AbortSignal.timeout(60_000),
  });
}

function siteOf(address: string): string {
  return new URL(address).origin;
}

function keepCookies(browser: Browser, address: string, response: Response): void {
  const { hostname } = new URL(address);
  const kept = browser.cookies.get(hostname) ?? new Map<string, string>();
  for (const line of response.headers.getSetCookie()) {
    const [pair = ''] = line.split(';');
    const equals = pair.indexOf('=');
    kept.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
  browser.cookies.set(hostname, kept);
}
