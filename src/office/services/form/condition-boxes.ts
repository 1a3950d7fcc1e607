/** When a field is shown: always, or while a field before it has one of the answers that are ticked here. */
import { inLanguage } from '../../../core/localised.ts';
import { attribute, html, type Html } from '../../../web/html.ts';
import type { OfficeView } from '../../office-view.ts';
import type { OfferForm } from '../offer-section.ts';
import { listOf, textOf, wordsOf, type PostedOffer } from '../posted-offer.ts';
import { editorTexts } from './editor.texts.ts';
import { conditionMark, filledOptions, kindOf, labelOf, rowsName } from './form-rows.ts';
import type { CardPlace } from './field-card.ts';

type Box = { readonly mark: string; readonly words: string };

/** Nothing where no field before it has answers to choose from, and none was chosen. */
export function conditionBoxes(
  view: OfficeView,
  form: OfferForm,
  { rows, place }: CardPlace,
): Html | null {
  const t = editorTexts(view.language);
  const name = `${rowsName}_${place}_shown_when`;
  const ticked = listOf(rows[place] ?? {}, 'shown_when');
  const offered = rows.slice(0, place).flatMap((row) => answersOf(view, row));
  // An answer that somebody typed into a file, or of a field that was moved behind this one.
  const others = ticked
    .filter((mark) => !offered.some((box) => box.mark === mark))
    .map((mark) => ({ mark, words: wordsOfMark(view, rows, mark) }));
  const boxes = [...offered, ...others];
  if (boxes.length === 0) return null;
  const error = form.errors[name];
  return html`<details${attribute('open', ticked.length > 0 || error !== undefined)}>
    <summary>${t(ticked.length > 0 ? 'condition_some' : 'condition_always')}</summary>
    <fieldset class="${error ? 'it-boxes is-invalid-group' : 'it-boxes'}">
      <legend>${t('condition')}</legend>
      <div class="form-text">${t('condition_hint')}</div>
      ${error && html`<p class="invalid-feedback">${error}</p>`}
      ${boxes.map(({ mark, words }, index) => {
        const id = index === 0 ? name : `${name}-${index + 1}`;
        return html`<div class="form-check">
          <input class="form-check-input" type="checkbox" id="${id}" name="${name}" value="${mark}"${attribute(
            'checked',
            ticked.includes(mark),
          )}>
          <label class="form-check-label" for="${id}">${words}</label>
        </div>`;
      })}
    </fieldset>
  </details>`;
}

function answersOf(view: OfficeView, row: PostedOffer): Box[] {
  const t = editorTexts(view.language);
  const id = textOf(row, 'id');
  const field = labelOf(row, view.language) || t('unnamed');
  if (kindOf(row) === 'check') {
    return [{ mark: conditionMark(id, 'yes'), words: t('condition_ticked', { field }) }];
  }
  if (kindOf(row) !== 'choice') return [];
  return filledOptions(row).map((option) => ({
    mark: conditionMark(id, textOf(option, 'value')),
    words: t('condition_is', {
      field,
      answer: inLanguage(wordsOf(option, 'label') ?? {}, view.language),
    }),
  }));
}

function wordsOfMark(view: OfficeView, rows: readonly PostedOffer[], mark: string): string {
  const [id = '', ...value] = mark.split('=');
  const row = rows.find((one) => textOf(one, 'id') === id);
  return `${row ? labelOf(row, view.language) : id}: ${value.join('=')}`;
}
