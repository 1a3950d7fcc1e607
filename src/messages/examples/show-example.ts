/** An example of a mail as it would arrive at a payer's: the organisation's name, notes and language. */
import type { Context } from '../../context.ts';
import type { Language } from '../../core/texts.ts';
import type { Organisation } from '../../organisations/index.ts';
import type { MessageContent } from '../message-content.ts';
import { frame } from '../templates/frame.ts';
import { draftExample } from './draft-example.ts';
import type { ExampleFacts, MailExample } from './example-facts.ts';

export function exampleFactsOf(
  { clock, publicUrl }: Pick<Context, 'clock' | 'publicUrl'>,
  { slug, mode, settings }: Organisation,
): ExampleFacts {
  const email = settings.contact.email ?? settings.mail_address ?? null;
  return {
    organisation: { slug, name: settings.name, email },
    mode,
    timeZone: settings.time_zone,
    homeUrl: `${publicUrl}/${slug}`,
    at: clock.now().toISOString(),
  };
}

export function showExample(
  context: Pick<Context, 'clock' | 'publicUrl'>,
  organisation: Organisation,
  example: MailExample,
  language: Language,
): MessageContent {
  const draft = draftExample(example, exampleFactsOf(context, organisation), language);
  return frame(language, draft, organisation.settings.mail_notes);
}
