/** Invoices of every shape that the format allows, each with the figures that must be read of it. */
import {
  testInvoiceText,
  testSimplifiedInvoice,
  type TestInstalment,
  type TestInvoice,
  type TestLine,
} from '../../../src/invoices/formats/test-invoice.ts';
import type { Random } from '../random.ts';

/** Minor units; `instalments` is what a payer may be asked for, none where nobody may be. */
export type Figures = {
  readonly number: string;
  readonly total: bigint;
  readonly payable: bigint;
  readonly instalments: readonly bigint[];
};

/** Computed here from what went in, never by the code that is tried. */
export type Sample = { readonly text: string; readonly figures: readonly Figures[] };

const names = ['Acquedotto Alpino S.p.A.', 'Società Àgile & Figli', "L'Öko <SRL>", 'ñandú 100%'];
const rates = ['22.00', '10.00', '5.00', '4.00', '0.00'];
const ordinary = ['TD01', 'TD02', 'TD03', 'TD05', 'TD06', 'TD16', 'TD24', 'TD25', 'TD27'];
const means = ['MP01', 'MP02', 'MP05', 'MP08', 'MP19', 'MP22', 'MP23'];

/** One to three invoices in one file; `mark` makes their numbers unlike those of other files. */
export function randomSample(random: Random, mark: string): Sample {
  if (random.once(8)) return simplifiedSample(random, mark);
  const bodies = Array.from({ length: random.once(4) ? 1 + random.below(3) : 1 }, (_, index) =>
    randomInvoice(random, `${mark}/${index}`),
  );
  const customer = random.once(3)
    ? { vatNumber: 'IT09876543210', name: random.pick(names) }
    : { taxCode: 'RSSMRA80A01H501U', name: random.pick(names) };
  const file = { format: random.pick(['FPR12', 'FPA12'] as const), customer };
  return {
    text: testInvoiceText(
      bodies.map(({ invoice }) => invoice),
      file,
    ),
    figures: bodies.map(({ figures }) => figures),
  };
}

type Body = { readonly invoice: TestInvoice; readonly figures: Figures };

function randomInvoice(random: Random, number: string): Body {
  const documentType = random.once(8) ? 'TD04' : random.pick(ordinary);
  const lines = randomLines(random);
  const { taxable, tax } = summaryOf(lines);
  const total = taxable + tax;
  const splitPayment = random.once(5);
  const withheld = random.once(6) && taxable > 0n ? taxable / 5n : null;
  const expected = total - (splitPayment ? tax : 0n) - (withheld ?? 0n);
  const parts = random.once(2) && expected > 3n ? divide(random, expected) : [];
  const invoice: TestInvoice = {
    number,
    issuedOn: `202${random.below(7)}-0${1 + random.below(9)}-1${random.below(10)}`,
    documentType,
    lines,
    splitPayment,
    instalments: parts.map((part) => instalmentOf(random, part)),
    ...(withheld === null ? {} : { withholding: decimal(withheld) }),
    ...(random.once(2) ? { total: decimal(total) } : {}),
  };
  const asked = parts.length > 0 ? parts : [expected];
  const isAsked = documentType !== 'TD04' && total >= 0n && expected > 0n;
  return {
    invoice,
    figures: { number, total, payable: expected, instalments: isAsked ? asked : [] },
  };
}

function simplifiedSample(random: Random, number: string): Sample {
  const lines = Array.from({ length: 1 + random.below(4) }, () => ({
    amount: decimal(BigInt(1 + random.below(100_000))),
    rate: random.pick(rates),
  }));
  const total = lines.reduce((sum, line) => sum + minorOf(line.amount), 0n);
  const bytes = testSimplifiedInvoice({ number, lines });
  return {
    text: Buffer.from(bytes).toString('utf8'),
    figures: [{ number, total, payable: total, instalments: [total] }],
  };
}

function randomLines(random: Random): TestLine[] {
  const size = random.once(30) ? 200 : 1 + random.below(4);
  return Array.from({ length: size }, () => {
    const rate = random.pick(rates);
    const amount = BigInt(random.below(random.once(5) ? 2 ** 31 : 100_000));
    const line = {
      description: random.pick(names),
      amount: decimal(random.once(10) ? -amount : amount),
    };
    return rate === '0.00' ? { ...line, rate, nature: 'N4' } : { ...line, rate };
  });
}

/** VAT by rate, on the sum of the rate's lines, half a cent up: as the maker of test files has it. */
function summaryOf(lines: readonly TestLine[]): { taxable: bigint; tax: bigint } {
  const groups = Map.groupBy(lines, (line) => line.rate ?? '22.00');
  let [taxable, tax] = [0n, 0n];
  for (const [rate, group] of groups) {
    const sum = group.reduce((all, line) => all + minorOf(line.amount), 0n);
    taxable += sum;
    tax += (sum * minorOf(rate) + 5000n) / 10_000n;
  }
  return { taxable, tax };
}

function divide(random: Random, amount: bigint): bigint[] {
  const first = 1n + (amount - 3n) / BigInt(2 + random.below(3));
  if (random.once(3)) return [amount];
  if (random.once(2)) return [first, amount - first];
  return [first, 1n, amount - first - 1n];
}

function instalmentOf(random: Random, part: bigint): TestInstalment {
  return {
    amount: decimal(part),
    meansOfPayment: random.pick(means),
    ...(random.once(2) ? { dueOn: `2026-1${random.below(3)}-2${random.below(9)}` } : {}),
  };
}

function minorOf(text: string): bigint {
  return BigInt(text.replace('.', ''));
}

function decimal(minor: bigint): string {
  const size = String(minor < 0n ? -minor : minor).padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`;
}
