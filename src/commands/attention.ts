/** `attention`: lists what needs a person. */
import { toDecimal } from '../core/money.ts';
import { findUnappliedCreditNotes } from '../invoices/index.ts';
import { findFailedMessages } from '../messages/index.ts';
import { listOrganisations, type Organisation } from '../organisations/index.ts';
import { findAttention } from '../payments/index.ts';
import type { Portal } from '../portal/open-portal.ts';
import type { Run } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { organisationNamed, withPortal } from './with-portal.ts';

type Item = {
  readonly organisation: string;
  readonly kind: string;
  readonly id: string;
  readonly about: string;
};

export const attention: Run = async (args, terminal) => {
  const { values } = parseArguments(args, {
    organisation: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const items = await withPortal(terminal, async (portal) => {
    const all = values.organisation === undefined;
    const organisations = all
      ? await listOrganisations(portal.context.database)
      : [await organisationNamed(portal, values.organisation)];
    return (
      await Promise.all(organisations.map((organisation) => listItems(portal, organisation)))
    ).flat();
  });
  if (values.json) terminal.out(JSON.stringify({ items }));
  else
    items.forEach((item) =>
      terminal.out(`${item.organisation}  ${item.kind.padEnd(18)} ${item.id}  ${item.about}`),
    );
  if (!values.json && items.length === 0) terminal.out('nothing needs a person');
  return 0;
};

async function listItems(portal: Portal, { id, slug }: Organisation): Promise<Item[]> {
  const { database } = portal.context;
  const found = await findAttention(database, id);
  const messages = await findFailedMessages(database, id);
  const notes = await findUnappliedCreditNotes(database, id);
  const item = (kind: string, itemId: string, about: string): Item => ({
    organisation: slug,
    kind,
    id: itemId,
    about,
  });
  return [
    ...found.suspense.map((one) =>
      item(
        'money set aside',
        one.id,
        `${toDecimal(one.amount)} ${one.amount.currency} of ${one.attemptId}: ${one.reason}`,
      ),
    ),
    ...found.attempts.map((one) =>
      item(
        `attempt ${one.state}`,
        one.id,
        `${toDecimal(one.amount)} ${one.amount.currency} of ${one.paymentId} since ${one.createdAt.toISOString()}`,
      ),
    ),
    ...found.refunds.map((one) =>
      item(
        `refund ${one.state}`,
        one.id,
        `${toDecimal(one.amount)} ${one.amount.currency} of ${one.attemptId}`,
      ),
    ),
    ...found.disputed.map((one) =>
      item(
        'disputed',
        one.id,
        `${toDecimal(one.disputed)} ${one.disputed.currency} of ${one.paymentId}`,
      ),
    ),
    ...found.strays.map((one) =>
      item(
        `stray ${one.kind}`,
        one.providerReference,
        `${toDecimal(one.amount)} ${one.amount.currency} for ${one.ourReference}`,
      ),
    ),
    ...found.parkedEvents.map((one) => item('notification', one.eventId, one.parkedBecause)),
    ...messages.map((one) =>
      item('mail not delivered', one.id, `${one.template} about ${one.source}`),
    ),
    ...notes.map((one) =>
      item('credit note', one.id, `${one.number} could not be taken off any open invoice`),
    ),
  ];
}
