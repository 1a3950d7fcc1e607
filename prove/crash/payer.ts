/** A payer with a browser of their own: cookies, forms and redirects over real HTTP, and nothing else. */
import { setTimeout as delay } from 'node:timers/promises';

export type Page = {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
  /** Seconds after which to come again; null where the answer does not say so. */
  readonly comeAgainAfter: number | null;
};

export type Payer = {
  readonly get: (address: string) => Promise<Page>;
  /** Posts a form with the token of the page that was seen last. */
  readonly post: (address: string, fields?: Readonly<Record<string, string>>) => Promise<Page>;
  /** Another tab of the same browser. */
  readonly tab: () => Payer;
};

/** How a payer takes it when nobody answers, or somebody who cannot help. */
export type Patience = {
  /** Tries again after so many failures in a row; each is told. */
  readonly tries: number;
  /** Between tries, in milliseconds. */
  readonly pauseMs: number;
  /** Whether a 5xx is answered by trying again, as while the database is down. */
  readonly forgivesErrors: boolean;
  /** How often a 503 that says when to come again is followed; absent: never. */
  readonly comesAgain?: number;
  readonly onTrouble: (what: string) => void;
};

const longestAnswerMs = 30_000;

export function createPayer(
  portalUrl: string,
  patience: Patience,
  known = { cookie: '', token: '' },
): Payer {
  let { cookie, token } = known;
  const once = async (address: string, fields: Readonly<Record<string, string>> | null) => {
    const answer = await fetch(new URL(address, portalUrl), {
      method: fields === null ? 'GET' : 'POST',
      // A connection of its own, so that the front door may choose anew who answers.
      headers: { connection: 'close', ...(cookie === '' ? {} : { cookie }) },
      ...(fields && { body: new URLSearchParams({ form_token: token, ...fields }) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(longestAnswerMs),
    });
    const text = await answer.text();
    const given = answer.headers.getSetCookie().find((each) => each.startsWith('saldo='));
    if (given !== undefined) cookie = given.split(';')[0] ?? '';
    token = /name="form_token" value="([^"]+)"/.exec(text)?.[1] ?? token;
    return {
      status: answer.status,
      location: answer.headers.get('location'),
      text,
      comeAgainAfter: answer.status === 503 ? readSeconds(answer.headers.get('retry-after')) : null,
    };
  };
  const call = async (
    address: string,
    fields: Readonly<Record<string, string>> | null,
  ): Promise<Page> => {
    let comesAgain = patience.comesAgain ?? 0;
    for (let failures = 0; ;) {
      const page = await once(address, fields).catch((error: unknown) => {
        // fetch says so when a connection is refused or broken.
        if (error instanceof TypeError) return null;
        throw error;
      });
      if (page !== null && page.comeAgainAfter !== null && comesAgain > 0) {
        comesAgain -= 1;
        await delay(page.comeAgainAfter * 1000);
        continue;
      }
      const isFine = page !== null && (page.status < 500 || !patience.forgivesErrors);
      const what = `${fields === null ? 'GET' : 'POST'} ${address}`;
      if (page && page.status >= 500) patience.onTrouble(`${what} was answered ${page.status}`);
      if (isFine) return page;
      failures += 1;
      if (failures > patience.tries) {
        patience.onTrouble(`${what} was not answered ${failures} times`);
        throw new Error(`${what} is not answered`);
      }
      await delay(patience.pauseMs);
    }
  };
  return {
    get: (address) => call(address, null),
    post: (address, fields = {}) => call(address, fields),
    tab: () => createPayer(portalUrl, patience, { cookie, token }),
  };
}

function readSeconds(header: string | null): number | null {
  return header === null ? null : Number(header);
}
