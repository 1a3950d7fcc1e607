/** Renders of the main pages per second next to a server of the same kind that says hello. */
import type { BenchOptions, Figure, FigureResult, Measurement } from '../figure.ts';
import type { LoadProcess } from '../load/start-load-process.ts';
import { percentiles, rounded, spreadOf } from '../machine/spread.ts';
import { takeTurns } from '../machine/take-turns.ts';
import type { Council } from '../town/found-council.ts';
import { foundSandboxCouncil, loadInvoices } from '../town/load-invoices.ts';
import { startHelloProcess } from '../town/start-hello-process.ts';
import type { PortalProcess } from '../town/start-portal-process.ts';
import { withPortal, type Site } from '../town/with-portal.ts';
import { createPayer } from '../../test/support/payer.ts';
import { payInvoice } from '../../test/support/steps.ts';

const clients = 32;

export const pages: Figure = {
  name: 'pages',
  summary: `renders of the main pages by ${clients} clients, against a hello-world of the same server`,
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
        return measureAt(options, site, await addressesAt(site, council));
      },
    );
  },
};

/** The pages of a payment from the first to the receipt, by what payers call them. */
async function addressesAt(site: Site, council: Council): Promise<Record<string, string>> {
  const numbers = ['pages/1', 'pages/2'];
  const [open, paid] = await loadInvoices(site.town, council, site.sandboxUrl, numbers);
  const portal = `http://127.0.0.1:${site.portal.port}`;
  const tab = createPayer().tab();
  await payInvoice(tab, `${portal}/valdorata/invoices/${paid?.accessToken}`);
  const payment = new URL(tab.page().address).pathname;
  const receipt = await tab.follow('Open the receipt');
  return {
    'home of the organisation': '/valdorata',
    'find an invoice': '/valdorata/find',
    'invoice to pay': `/valdorata/invoices/${open?.accessToken}`,
    'invoice paid': `/valdorata/invoices/${paid?.accessToken}`,
    'payment received': payment,
    receipt: new URL(receipt.address).pathname,
    help: '/valdorata/help',
  };
}

async function measureAt(
  options: BenchOptions,
  site: Site,
  addresses: Readonly<Record<string, string>>,
): Promise<FigureResult> {
  const hello = await startHelloProcess();
  const measurements: Measurement[] = [];
  try {
    for (const [name, path] of Object.entries(addresses)) {
      const [ours, theirs] = [newSeen(), newSeen()];
      measurements.push(
        await takeTurns(options.rounds, {
          name,
          unit: 'pages/s',
          ours: () => rate(options, site.load, site.portal, path, ours),
          reference: {
            name: 'hello-world of fastify',
            measure: () => rate(options, site.load, hello, '/hello', theirs),
          },
          target: { words: '0.2 of hello-world', atLeast: 0.2 },
          detail: () => ({
            ...percentiles('answered', ours.latencies),
            cpu_ms_each: spreadOf(ours.cpuMsEach).median,
            hello_cpu_ms_each: spreadOf(theirs.cpuMsEach).median,
          }),
        }),
      );
      options.progress(`${name}: ${measurements.at(-1)?.ratio} of hello-world`);
    }
  } finally {
    await hello.stop();
  }
  return {
    measurements,
    notes: [`${clients} connections kept open by a process of its own, on the same machine.`],
  };
}

type Server = Pick<PortalProcess, 'port' | 'use'>;

/** What was seen beside the rate, over all rounds. */
type Seen = { readonly latencies: number[]; readonly cpuMsEach: number[] };

function newSeen(): Seen {
  return { latencies: [], cpuMsEach: [] };
}

async function rate(
  options: BenchOptions,
  load: LoadProcess,
  server: Server,
  path: string,
  seen: Seen,
): Promise<number> {
  const requests = [
    { method: 'GET', path, headers: { 'accept-language': 'it' }, body: '' } as const,
  ];
  const forMs = options.seconds * 1000;
  const before = await server.use();
  const { sentAt, answeredAt, statuses } = await load.send({
    port: server.port,
    clients,
    requests,
    forMs,
  });
  if (Object.keys(statuses).join() !== '200')
    throw new Error(`${path} answered ${JSON.stringify(statuses)}`);
  const { cpuMs } = await server.use();
  seen.cpuMsEach.push((cpuMs - before.cpuMs) / answeredAt.length);
  answeredAt.forEach((at, index) => seen.latencies.push(at - (sentAt[index] ?? at)));
  return rounded((answeredAt.length * 1000) / forMs);
}
