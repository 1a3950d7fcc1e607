/** Whole journeys of guests per second: find, confirm, pay at the provider, come back, read the receipt. */
import { setTimeout as delay } from 'node:timers/promises';
import type { BenchOptions, Figure, FigureResult, Measurement } from '../figure.ts';
import { percentiles, rounded } from '../machine/spread.ts';
import { now } from '../machine/stopwatch.ts';
import { takeTurns } from '../machine/take-turns.ts';
import type { Council } from '../town/found-council.ts';
import {
  customerCode,
  foundSandboxCouncil,
  loadInvoices,
  type LoadedInvoice,
} from '../town/load-invoices.ts';
import { startHelloProcess } from '../town/start-hello-process.ts';
import { withPortal, type Site } from '../town/with-portal.ts';
import { createPayer, type Tab } from '../../test/support/payer.ts';
import { cards, confirm, payWith } from '../../test/support/steps.ts';

type Journey = {
  readonly name: string;
  /** The sandbox's pages included; redirects are requests too. */
  readonly requests: number;
  /** What is found and paid at once. */
  readonly invoices: number;
  readonly travel: (portal: string, owed: readonly LoadedInvoice[]) => Promise<void>;
};

const oneInvoice: Journey = { name: 'one invoice', requests: 14, invoices: 1, travel: payOne };
const cart: Journey = { name: 'a cart of three', requests: 26, invoices: 3, travel: payCart };

export const journey: Figure = {
  name: 'journey',
  summary: 'whole journeys of guests per second, from finding the invoice to the receipt',
  measure: async (options) => {
    let council: Council | undefined;
    return withPortal(
      options,
      {
        jobs: null,
        found: async (town, site) => {
          council = await foundSandboxCouncil(town, site);
        },
      },
      async (site) => {
        if (!council) throw new Error('no organisation was founded');
        const measurements: Measurement[] = [];
        for (const journeyed of [oneInvoice, cart]) {
          for (const guests of [1, 8, 32]) {
            measurements.push(await measureWith(options, site, council, guests, journeyed));
            const figure = `${measurements.at(-1)?.ours.median} journeys/s`;
            options.progress(`${guests} guests, ${journeyed.name}: ${figure}`);
          }
        }
        return result(measurements);
      },
    );
  },
};

function result(measurements: readonly Measurement[]): FigureResult {
  return {
    measurements,
    notes: [
      'Provider, mail server, database and the guests, who read every page for its forms, share the machine with the portal.',
      'The reference is as many requests of the same guests to a server that says hello.',
      'Of a cart each invoice is found and put in by itself, and all are paid at once.',
    ],
  };
}

let invoices = 0;

async function measureWith(
  options: BenchOptions,
  site: Site,
  council: Council,
  guests: number,
  { name, requests, invoices: each, travel: go }: Journey,
): Promise<Measurement> {
  const hello = await startHelloProcess();
  const latencies: number[] = [];
  const portal = `http://127.0.0.1:${site.portal.port}`;
  let perSecond = 2;
  const travel = async (): Promise<number> => {
    const count = Math.max(guests, Math.ceil(perSecond * options.seconds));
    const numbers = Array.from({ length: count * each }, () => `G-${(invoices += 1)}/2026`);
    const owed = await loadInvoices(site.town, council, site.sandboxUrl, numbers);
    const journeys = Array.from({ length: count }, (_, index) =>
      owed.slice(index * each, (index + 1) * each),
    );
    perSecond = await rateOf(journeys, guests, (some) => go(portal, some), latencies);
    return perSecond;
  };
  const readHello = async (): Promise<void> => {
    const tab = createPayer().tab();
    for (let request = 0; request < requests; request += 1)
      await tab.open(`http://127.0.0.1:${hello.port}/hello`);
  };
  try {
    return await takeTurns(options.rounds, {
      name: `${name}, ${guests} guests at once`,
      unit: 'journeys/s',
      ours: travel,
      reference: {
        name: 'as many requests to hello-world',
        measure: () => {
          const turns = Array.from({ length: guests * 4 }, (_, turn) => turn);
          return rateOf(turns, guests, readHello, []);
        },
      },
      target: null,
      detail: () => percentiles('journey', latencies),
    });
  } finally {
    await hello.stop();
  }
}

async function rateOf<T>(
  things: readonly T[],
  atOnce: number,
  work: (thing: T) => Promise<void>,
  latencies: number[],
): Promise<number> {
  const left = [...things];
  const start = now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let thing = left.shift(); thing !== undefined; thing = left.shift()) {
        const begun = now();
        await work(thing);
        latencies.push(now() - begun);
      }
    }),
  );
  return rounded((things.length * 1000) / (now() - start));
}

async function payOne(portal: string, owed: readonly LoadedInvoice[]): Promise<void> {
  const tab = createPayer().tab();
  for (const invoice of owed) await find(tab, portal, invoice);
  await tab.press('Pay');
  await pay(tab);
}

async function payCart(portal: string, owed: readonly LoadedInvoice[]): Promise<void> {
  const tab = createPayer().tab();
  for (const invoice of owed) {
    await find(tab, portal, invoice);
    await tab.press('Add to the cart');
  }
  await tab.press('Pay');
  await pay(tab);
}

async function find(tab: Tab, portal: string, { number }: LoadedInvoice): Promise<void> {
  await tab.open(`${portal}/valdorata/find`);
  tab.fill('Invoice number', number);
  tab.fill('Customer code', customerCode);
  tab.fill('Amount', '122,00');
  await tab.press('Find the invoice');
}

async function pay(tab: Tab): Promise<void> {
  await confirm(tab, 'maria.rossi@example.com');
  await payWith(tab, cards.visa);
  await untilReceipt(tab);
  await tab.follow('Open the receipt');
}

/** As the page's script does: it asks again until the receipt has its number. */
async function untilReceipt(tab: Tab): Promise<void> {
  for (let tries = 0; !tab.page().text.includes('Receipt number'); tries += 1) {
    if (tries === 400) throw new Error(`no receipt: ${tab.page().text}`);
    await delay(50);
    await tab.reload();
  }
}
