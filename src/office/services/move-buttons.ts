/** Two small buttons that move a line of a list up and down. */
import { postForm } from '../../web/components/action.ts';
import { html, type Html } from '../../web/html.ts';
import { hiddenField } from '../acting/form-parts.ts';
import type { OfficeView } from '../office-view.ts';
import { offerTexts } from './services.texts.ts';

export type MoveButtons = {
  /** Below the office. */
  readonly action: string;
  /** Of what is moved, for those who hear the button and see no line. */
  readonly name: string;
  readonly orderKey: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
};

export function moveButtons(view: OfficeView, move: MoveButtons): Html {
  const t = offerTexts(view.language);
  const to = (direction: 'up' | 'down', isThere: boolean) =>
    isThere &&
    html`<button type="submit" name="direction" value="${direction}" class="btn btn-link"
      aria-label="${t(`${direction}_named`, { name: move.name })}">${t(direction)}</button>`;
  return postForm(
    view,
    view.office.to(move.action),
    html`${hiddenField('order_key', move.orderKey)}
      <span class="it-move">${to('up', !move.isFirst)} ${to('down', !move.isLast)}</span>`,
  );
}
