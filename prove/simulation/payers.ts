/** The payers of a schedule: each does one thing after another, by the pages of the portal and of the provider. */
import type { Organisation } from '../../src/organisations/index.ts';
import {
  askProvider,
  cancelAttempt,
  createPayment,
  findAttempts,
  findPaymentByToken,
  isLive,
  noteSeen,
  startAttempt,
  type Attempt,
  type Payment,
} from '../../src/payments/index.ts';
import { fillCart } from './fill-cart.ts';
import type { PayerPlan, PayerStep } from './plan.ts';
import type { PortalProcess } from './portal-process.ts';
import { ask, type Answer } from './requests.ts';
import { note, type World } from './world.ts';

export type Payer = {
  readonly plan: PayerPlan;
  readonly name: string;
  next: number;
  /** Requests without an answer yet. */
  open: number;
  tries: number;
  token: string | null;
  /** The provider's page, once the payer was led there. */
  pageUrl: string | null;
};

export function createPayers(world: World): Payer[] {
  return world.plan.payers.map((plan, index) => ({
    plan,
    name: `payer-${index + 1}`,
    next: 0,
    open: 0,
    tries: 0,
    token: null,
    pageUrl: null,
  }));
}

export function isAtRest(payer: Payer): boolean {
  return payer.open === 0;
}

export function hasMore(payer: Payer): boolean {
  return payer.next < payer.plan.steps.length;
}

/** Lets the payer do the next thing. @param webs the processes that answer pages now */
export function goOn(world: World, payer: Payer, webs: readonly PortalProcess[]): void {
  const step = payer.plan.steps[payer.next];
  if (!step) return;
  if (step.do === 'pay') {
    pay(world, payer, webs, step.card);
    return;
  }
  const clicks = step.twice ? 2 : 1;
  if (step.twice) world.faults.count('payer:double_click');
  payer.next += 1;
  if (!hasMore(payer) && step.do === 'start') world.faults.count('payer:vanishes');
  for (let click = 0; click < clicks; click += 1) clickOnce(world, payer, webs, step.do);
}

type Verb = Exclude<PayerStep['do'], 'pay'>;

function clickOnce(world: World, payer: Payer, webs: readonly PortalProcess[], verb: Verb): void {
  if (webs.length === 0) return;
  const web = world.random.pick(webs);
  const organisation = world.lane.organisations[payer.plan.organisation];
  if (!organisation) return;
  payer.open += 1;
  const name = `${payer.name} ${verb}`;
  ask(
    world,
    web,
    name,
    () => actions[verb](world, web, organisation, payer),
    (answer) => {
      payer.open -= 1;
      hear(payer, verb, answer);
    },
  );
}

/** Whoever gets no proper answer presses the button again, but not for ever. */
function hear(payer: Payer, verb: Verb, answer: Answer): void {
  const isClear = answer.kind === 'done' || answer.kind === 'refused';
  if (isClear || verb === 'look' || payer.tries >= 3) return;
  payer.tries += 1;
  const index = payer.plan.steps.findLastIndex((step, at) => at < payer.next && step.do === verb);
  if (index >= 0 && index < payer.next) payer.next = index;
}

/** Pays on the provider's page; whoever does not know the way there looks at the portal's page first. */
function pay(
  world: World,
  payer: Payer,
  webs: readonly PortalProcess[],
  card: Extract<PayerStep, { do: 'pay' }>['card'],
): void {
  if (payer.pageUrl === null && payer.tries < 3 && payer.token !== null) {
    payer.tries += 1;
    clickOnce(world, payer, webs, 'look');
    return;
  }
  payer.next += 1;
  if (!hasMore(payer)) world.faults.count('payer:stays_away');
  const page = world.truth.pages.find(({ reference }) => payer.pageUrl?.endsWith(`/${reference}`));
  if (!page) return;
  world.trace.note(payer.name, 'types', card, page.reference);
  world.faults.count(`card:${card}`);
  if (page.status === 'expired') world.faults.count('payer:page_expired');
  else if (page.status !== 'open') world.faults.count('payer:page_closed');
  world.acts.pay(page, card);
  payer.pageUrl = null;
}

type Action = (
  world: World,
  web: PortalProcess,
  organisation: Organisation,
  payer: Payer,
) => Promise<void>;

const actions: Readonly<Record<Verb, Action>> = {
  begin: async (world, { context }, organisation, payer) => {
    const dueIds = payer.plan.dues.flatMap((due) => world.dueIds[due] ?? []);
    const { visitor } = payer.plan;
    const begun = payer.plan.cart
      ? await fillCart({ world, context, organisation, payer: payer.plan }, dueIds)
      : await createPayment(context, organisation, { dueIds, visitor, language: 'it' });
    if (begun.kind === 'in_progress') {
      world.faults.count('payer:in_progress');
      return;
    }
    payer.token = begun.payment.accessToken;
    world.told.payments.add(begun.payment.id);
  },
  start: async (world, { context }, organisation, payer) => {
    const opened = await openPayment(world, context, organisation, payer);
    if (!opened) return;
    const attempt = await startAttempt(context, organisation, opened.payment, {
      method: 'card',
      email: payer.plan.email,
      language: 'it',
      termsAccepted: true,
    });
    world.told.attempts.add(attempt.id);
    lead(payer, attempt);
  },
  look: async (world, { context }, organisation, payer) => {
    const opened = await openPayment(world, context, organisation, payer);
    if (!opened?.live) return;
    await noteSeen(context.database, organisation.id, opened.live.id, context.clock.now());
    lead(payer, opened.live);
  },
  cancel: async (world, { context }, organisation, payer) => {
    const opened = await openPayment(world, context, organisation, payer);
    if (opened?.live) await cancelAttempt(context, organisation, opened.live, 'payer');
  },
  come_back: async (world, { context }, organisation, payer) => {
    const opened = await openPayment(world, context, organisation, payer);
    context.reach('return.before_ask');
    if (opened?.live) await askProvider(context, organisation, opened.live, 'payer');
  },
};

async function openPayment(
  world: World,
  { database }: PortalProcess['context'],
  organisation: Organisation,
  payer: Payer,
): Promise<{ payment: Payment; live: Attempt | undefined } | null> {
  if (payer.token === null) return null;
  const payment = await findPaymentByToken(database, organisation.id, payer.token);
  if (!payment) {
    note(world, 'acked_missing', `the payment of ${payer.name} is not there any more`);
    return null;
  }
  if (payment.state === 'paid') world.told.paid.add(payment.id);
  const attempts = await findAttempts(database, organisation.id, [payment.id]);
  return { payment, live: attempts.find((attempt) => isLive(attempt.state)) };
}

function lead(payer: Payer, attempt: Attempt): void {
  if (attempt.state === 'action_required') payer.pageUrl = attempt.redirectUrl;
}
