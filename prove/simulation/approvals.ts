/** What becomes of what one person has proposed: others agree or refuse, at once, or the same person tries. */
import type { Organisation } from '../../src/organisations/index.ts';
import { refuseApproval } from '../../src/orders/index.ts';
import { agreeToRefund } from '../../src/payments/index.ts';
import { livingOf, type Webs } from './living.ts';
import { ask } from './requests.ts';
import { note, type World } from './world.ts';

type Verdict = 'agree' | 'refuse';
type Voice = { readonly actor: string; readonly verdict: Verdict };

/** Who speaks at once; `own` is whoever proposed it. */
const meetings = {
  one: [{ actor: 'bruno', verdict: 'agree' }],
  own: [
    { actor: 'own', verdict: 'agree' },
    { actor: 'bruno', verdict: 'agree' },
  ],
  two: [
    { actor: 'bruno', verdict: 'agree' },
    { actor: 'carla', verdict: 'agree' },
  ],
  both: [
    { actor: 'bruno', verdict: 'agree' },
    { actor: 'carla', verdict: 'refuse' },
  ],
  taken_back: [{ actor: 'own', verdict: 'refuse' }],
} as const satisfies Record<string, readonly Voice[]>;

const oftenOne = ['one', 'one', 'own', 'two', 'both', 'taken_back'] as const;

export function decide(
  world: World,
  webs: Webs,
  organisation: Organisation,
  proposed: { readonly approvalId: string; readonly actor: string },
): void {
  const meeting = world.random.pick(oftenOne);
  world.faults.count(`approval:${meeting}`);
  for (const { actor, verdict } of meetings[meeting]) {
    const who = actor === 'own' ? proposed.actor : `staff:stf_${actor}`;
    const decision = { approvalId: proposed.approvalId, actor: who };
    speak(world, webs, organisation, { decision, verdict, isOwn: actor === 'own' }, 0);
  }
}

type Speech = {
  readonly decision: { readonly approvalId: string; readonly actor: string };
  readonly verdict: Verdict;
  readonly isOwn: boolean;
};

const mostTries = 2;

function speak(
  world: World,
  webs: Webs,
  organisation: Organisation,
  speech: Speech,
  tries: number,
): void {
  const web = livingOf(world, webs);
  if (!web) return;
  const { decision, verdict, isOwn } = speech;
  const work = async (): Promise<void> => {
    if (verdict === 'refuse') {
      await refuseApproval(web.context, organisation.id, decision);
      return;
    }
    const { approvalId, actor } = decision;
    const refund = await agreeToRefund(web.context, organisation, approvalId, actor);
    world.told.refunds.add(refund.id);
    if (isOwn) note(world, 'one_person', `${actor} agreed to what ${actor} had proposed`);
  };
  ask(world, web, `staff ${verdict}s`, work, (answer) => {
    const isClear = answer.kind === 'done' || answer.kind === 'refused';
    if (!isClear && tries < mostTries) speak(world, webs, organisation, speech, tries + 1);
  });
}
