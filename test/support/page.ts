/** A page as a payer without scripts has it: headings, text, notices, links, and forms by their labels. */
import { attributeOf, elementsBelow, readElements, textOf, type Element } from './element.ts';

export type Field = {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly value: string;
  readonly isTicked: boolean;
  /** What is said to be wrong with it. */
  readonly error: string | null;
};

export type Button = {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  /** Where it sends the form, when that is another address than the form's own. */
  readonly address: string | null;
};

export type Form = {
  readonly address: string;
  readonly method: string;
  readonly bringsFiles: boolean;
  readonly fields: readonly Field[];
  readonly buttons: readonly Button[];
};

export type Page = {
  readonly address: string;
  readonly status: number;
  readonly title: string;
  readonly language: string;
  /** The heading of the first level. */
  readonly heading: string;
  readonly text: string;
  /** Notices, error summaries, announcements. */
  readonly notices: readonly string[];
  readonly links: readonly { readonly label: string; readonly address: string }[];
  readonly forms: readonly Form[];
  /** Without scripts the page loads itself again after so many seconds; null: it stays. */
  readonly refreshSeconds: number | null;
  readonly markup: string;
};

export function readPage(address: string, status: number, markup: string): Page {
  const root = readElements(markup);
  const all = [...elementsBelow(root)];
  const first = (name: string): Element | undefined => all.find((one) => one.name === name);
  const main = first('main') ?? first('body');
  const refresh = all.find((one) => attributeOf(one, 'http-equiv') === 'refresh');
  return {
    address,
    status,
    title: titleOf(first('title')),
    language: first('html')?.attributes.get('lang') ?? '',
    heading: textOf(first('h1') ?? root),
    text: main ? textOf(main) : '',
    notices: all.filter((one) => isNotice(one)).map(textOf),
    links: all
      .filter((one) => one.name === 'a')
      .map((one) => ({
        label: textOf(one),
        address: new URL(attributeOf(one, 'href') ?? '', address).href,
      })),
    forms: all.filter((one) => one.name === 'form').map((one) => readForm(address, all, one)),
    refreshSeconds: refresh ? Number(attributeOf(refresh, 'content')) : null,
    markup,
  };
}

function titleOf(title: Element | undefined): string {
  return title ? textOf(title) : '';
}

function isNotice(element: Element): boolean {
  const classes = (attributeOf(element, 'class') ?? '').split(' ');
  const role = attributeOf(element, 'role');
  return classes.includes('alert') || role === 'alert' || role === 'status';
}

function readForm(address: string, all: readonly Element[], form: Element): Form {
  const inside = [...elementsBelow(form)];
  const inputs = inside.filter((one) => ['input', 'select', 'textarea'].includes(one.name));
  return {
    address: new URL(attributeOf(form, 'action') ?? '', address).href,
    method: (attributeOf(form, 'method') ?? 'get').toLowerCase(),
    bringsFiles: attributeOf(form, 'enctype') === 'multipart/form-data',
    fields: inputs.map((input) => readField(all, input)),
    buttons: inside
      .filter((one) => one.name === 'button' && attributeOf(one, 'type') !== 'button')
      .map((one) => ({
        label: textOf(one),
        name: attributeOf(one, 'name') ?? '',
        value: attributeOf(one, 'value') ?? '',
        address: addressOf(attributeOf(one, 'formaction'), address),
      })),
  };
}

function addressOf(action: string | null, base: string): string | null {
  return action === null ? null : new URL(action, base).href;
}

/** A field's label is that of a `label` element, as it is for whoever cannot see where it stands. */
function readField(all: readonly Element[], input: Element): Field {
  const id = attributeOf(input, 'id');
  const label = all.find((one) => one.name === 'label' && attributeOf(one, 'for') === id);
  const described = (attributeOf(input, 'aria-describedby') ?? '').split(' ');
  const error = all.find((one) => {
    const own = attributeOf(one, 'id') ?? '';
    return described.includes(own) && own.endsWith('-error');
  });
  return {
    name: attributeOf(input, 'name') ?? '',
    label: id !== null && label ? textOf(label) : '',
    type: attributeOf(input, 'type') ?? 'text',
    value: valueOf(input),
    isTicked: input.attributes.has('checked'),
    error: error ? textOf(error) : null,
  };
}

/** As a browser would send it: of a list the option that is chosen, or its first. */
function valueOf(input: Element): string {
  if (input.name === 'textarea') return textOf(input);
  if (input.name !== 'select') return attributeOf(input, 'value') ?? '';
  const options = [...elementsBelow(input)].filter((one) => one.name === 'option');
  const chosen = options.find((one) => one.attributes.has('selected')) ?? options[0];
  return chosen ? (attributeOf(chosen, 'value') ?? textOf(chosen)) : '';
}
