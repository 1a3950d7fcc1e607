/** `reconcile`: after a restore, finds at the providers what the database has forgotten. */
import { listOrganisations, type Organisation } from '../organisations/index.ts';
import { reconcilePayments, type Reconciled } from '../payments/index.ts';
import { settleHere } from '../portal/check-start.ts';
import type { Portal } from '../portal/open-portal.ts';
import { voidNumbers } from '../receipts/index.ts';
import type { Run, Terminal } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { actorHere, withPortal } from './with-portal.ts';

type Line = Reconciled & { readonly organisation: string; readonly voided: number };

export const reconcile: Run = async (args, terminal) => {
  const { values } = parseArguments(args, { json: { type: 'boolean', default: false } });
  const lines = await withPortal(terminal, async (portal) => {
    const done: Line[] = [];
    for (const organisation of await listOrganisations(portal.context.database)) {
      done.push(await reconcileOne(portal, organisation));
    }
    if (done.every((line) => line.isComplete)) await settleHere(portal);
    return done;
  });
  const ok = lines.every((line) => line.isComplete);
  if (values.json) terminal.out(JSON.stringify({ ok, organisations: lines.map(toJson) }));
  else print(lines, terminal);
  if (!ok) terminal.say('not every provider answered; run saldo reconcile again');
  return ok ? 0 : 1;
};

async function reconcileOne({ context }: Portal, organisation: Organisation): Promise<Line> {
  const found = await reconcilePayments(context, organisation);
  // Each of these may have had a receipt; numbers are taken only when all of them are known.
  const voided = found.isComplete ? found.strays + found.withoutReceipt : 0;
  const { since } = found;
  await voidNumbers(context, organisation, { count: voided, since, actor: actorHere() });
  return { ...found, organisation: organisation.slug, voided };
}

function toJson(line: Line): object {
  return {
    organisation: line.organisation,
    complete: line.isComplete,
    since: line.since.toISOString(),
    strays: line.strays,
    settled_without_receipt: line.withoutReceipt,
    receipt_numbers_voided: line.voided,
  };
}

function print(lines: readonly Line[], { out }: Terminal): void {
  for (const line of lines) {
    out(
      `${line.organisation}: compared since ${line.since.toISOString()}; ` +
        `${line.withoutReceipt} settled payments await their receipt, ` +
        `${line.strays} movements are set aside (saldo attention lists them), ` +
        `${line.voided} receipt numbers are void`,
    );
  }
}
