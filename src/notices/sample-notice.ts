/** A notice of a council, for tests and benchmarks: every value is one that tests can look for. */
import { knownDate } from '../core/calendar-date.ts';
import { money, zero } from '../core/money.ts';
import type { NoticeDocument } from './notice-document.ts';

const euro = (minor: bigint) => money(minor, 'EUR');

export function sampleNotice(changes: Partial<NoticeDocument> = {}): NoticeDocument {
  return {
    organisation: {
      name: 'Comune di Esempio',
      legalName: 'Comune di Esempio – Servizio tributi',
      taxIds: ['IT01234567890'],
      address: 'Piazza della Libertà 1, 40100 Esempio (BO)',
      email: 'tributi@comune.example',
      phone: '051 555 0100',
      colour: '#0066cc',
    },
    mode: 'live',
    madeOn: knownDate('2026-11-10'),
    number: 'RF18 5390 0754 7034',
    url: 'https://pagamenti.comune.example/esempio/notices/RF18539007547034',
    findUrl: 'https://pagamenti.comune.example/esempio/notices',
    reason: 'Tassa sui rifiuti 2026',
    service: 'Tributi',
    debtor: { name: 'Chiara Bianchi', taxId: 'BNCCHR80A41A944X' },
    lines: [
      { text: 'Quota fissa, via Roma 12', minor: '6200' },
      { text: 'Quota variabile, tre persone', minor: '11850' },
      { text: 'Sconto compostaggio', minor: '-1805', kind: 'discount' },
      { text: 'Riduzione per pagamento anticipato', minor: '-902', kind: 'early' },
    ],
    amount: euro(15_343n),
    settled: zero('EUR'),
    outstanding: euro(15_343n),
    dueOn: knownDate('2026-11-30'),
    validFrom: null,
    validUntil: knownDate('2027-06-30'),
    early: { until: knownDate('2026-11-15'), after: euro(16_245n) },
    late: { from: knownDate('2026-12-11'), percent: '2.50' },
    least: null,
    instalments: [],
    ...changes,
  };
}

/** The two instalments in which the sample may be paid instead. */
export const sampleInstalments: NoticeDocument['instalments'] = [
  {
    number: 'RF71 2348 2313 5',
    amount: euro(9025n),
    dueOn: knownDate('2026-11-30'),
    isPaid: false,
  },
  { number: 'RF90 2348 2313 6', amount: euro(9025n), dueOn: knownDate('2027-01-31'), isPaid: true },
];
