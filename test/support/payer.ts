/** A payer whose browser runs no scripts: keeps cookies, follows redirects, fills forms by label, presses buttons. */
import assert from 'node:assert/strict';
import { download, visit, type Browser, type Download, type VisitRequest } from './browse.ts';
import type { Button, Form, Page } from './page.ts';

export type PayerOptions = {
  /** What the browser asks for; English. */
  readonly language?: string;
  /** The network address that the portal sees, where it trusts its proxy; tries are counted by it. */
  readonly from?: string;
};

/** One browser: its tabs share their cookies. */
export type Payer = { readonly tab: () => Tab };

export type Tab = {
  /** The page as it stands in this tab. @throws AssertionError before anything was opened */
  readonly page: () => Page;
  readonly open: (address: string) => Promise<Page>;
  readonly reload: () => Promise<Page>;
  /** Follows the one link that is called so. */
  readonly follow: (label: string) => Promise<Page>;
  /** Types into the one field whose label begins so. */
  readonly fill: (label: string, text: string) => void;
  /** Chooses a file in the one field whose label begins so. */
  readonly attach: (label: string, file: File) => void;
  /** Ticks a box, or chooses one of several, by the beginning of its label. */
  readonly tick: (label: string) => void;
  readonly untick: (label: string) => void;
  /** Presses the one button that is called so and goes where it leads. */
  readonly press: (label: string) => Promise<Page>;
  /** Sends what `press` would send and leaves the tab as it is: for clicks that come twice at once. */
  readonly send: (label: string) => Promise<Page>;
  /** The bytes behind the one link that is called so. */
  readonly download: (label: string) => Promise<Download>;
};

type Filled = {
  readonly texts: Map<string, string>;
  readonly ticks: Map<string, boolean>;
  readonly files: Map<string, File>;
};

let lastAddress = 0;

export function createPayer(options: PayerOptions = {}): Payer {
  lastAddress += 1;
  const from = options.from ?? `198.51.100.${lastAddress}`;
  const browser: Browser = { cookies: new Map(), language: options.language ?? 'en', from };
  return { tab: () => createTab(browser) };
}

function createTab(browser: Browser): Tab {
  const state: { page: Page | null; filled: Filled } = { page: null, filled: nothingFilled() };
  const page = (): Page => {
    assert(state.page, 'nothing was opened in this tab');
    return state.page;
  };
  const show = (next: Page): Page => {
    state.page = next;
    state.filled = nothingFilled();
    return next;
  };
  const set = (label: string, ticked: boolean): void => {
    state.filled.ticks.set(keyOf(oneField(page(), label, true)), ticked);
  };
  const send = (label: string): Promise<Page> => {
    return visit(browser, page().address, requestOf(oneButton(page(), label), state.filled));
  };
  return {
    page,
    open: async (address) => show(await visit(browser, null, { address, fields: null })),
    reload: async () => show(await visit(browser, null, { address: page().address, fields: null })),
    follow: async (label) => {
      const address = oneLink(page(), label);
      return show(await visit(browser, page().address, { address, fields: null }));
    },
    fill: (label, text) => {
      state.filled.texts.set(keyOf(oneField(page(), label, false)), text);
    },
    attach: (label, file) => {
      state.filled.files.set(keyOf(oneField(page(), label, false)), file);
    },
    tick: (label) => {
      set(label, true);
    },
    untick: (label) => {
      set(label, false);
    },
    press: async (label) => show(await send(label)),
    send,
    download: (label) => download(browser, page().address, oneLink(page(), label)),
  };
}

function nothingFilled(): Filled {
  return { texts: new Map(), ticks: new Map(), files: new Map() };
}

type Spot = { readonly form: number; readonly field: number };

function keyOf({ form, field }: Spot): string {
  return `${form}.${field}`;
}

function oneField(page: Page, label: string, isBox: boolean): Spot {
  const spots = page.forms.flatMap((form, formIndex) =>
    form.fields.flatMap((field, index) => {
      const fits = ['checkbox', 'radio'].includes(field.type) === isBox;
      const isIt = fits && field.label !== '' && field.label.startsWith(label);
      return isIt ? [{ form: formIndex, field: index }] : [];
    }),
  );
  const labels = page.forms.flatMap((form) => form.fields.map((field) => field.label));
  const [spot] = spots;
  assert(
    spot && spots.length === 1,
    `one field "${label}" expected on "${page.heading}"; there are: ${labels.join(' | ')}`,
  );
  return spot;
}

type Pressed = { readonly form: Form; readonly place: number; readonly button: Button };

function oneButton(page: Page, label: string): Pressed {
  const found = page.forms.flatMap((form, place) =>
    form.buttons.flatMap((button) =>
      button.label.startsWith(label) ? [{ form, place, button }] : [],
    ),
  );
  const labels = page.forms.flatMap((form) => form.buttons.map((button) => button.label));
  const [one] = found;
  assert(
    one && found.length === 1,
    `one button "${label}" expected on "${page.heading}" (${page.text}); there are: ${labels.join(' | ')}`,
  );
  return one;
}

/** What a browser would send: hidden fields, what was typed, ticked boxes, and the button's own value. */
function requestOf({ form, place, button }: Pressed, filled: Filled): VisitRequest {
  const fields = form.bringsFiles ? new FormData() : new URLSearchParams();
  const chosen = form.fields.map((_, index) =>
    filled.ticks.get(keyOf({ form: place, field: index })),
  );
  form.fields.forEach((field, index) => {
    const isRadio = field.type === 'radio';
    if (isRadio || field.type === 'checkbox') {
      const others = form.fields.map(
        (other, at) => other.name === field.name && chosen[at] === true,
      );
      const isTicked = chosen[index] ?? (isRadio && others.includes(true) ? false : field.isTicked);
      if (isTicked) fields.append(field.name, field.value);
      return;
    }
    if (field.type === 'file') {
      const file = filled.files.get(keyOf({ form: place, field: index }));
      if (fields instanceof FormData) fields.append(field.name, file ?? new File([], ''));
      return;
    }
    fields.append(
      field.name,
      filled.texts.get(keyOf({ form: place, field: index })) ?? field.value,
    );
  });
  if (button.name !== '') fields.append(button.name, button.value);
  assert.equal(form.method, 'post', 'every form posts');
  return { address: button.address ?? form.address, fields };
}

function oneLink(page: Page, label: string): string {
  const addresses = new Set(
    page.links.filter((link) => link.label.startsWith(label)).map((link) => link.address),
  );
  const [address] = addresses;
  assert(
    address && addresses.size === 1,
    `one link "${label}" expected on "${page.heading}"; there are: ${page.links.map((link) => link.label).join(' | ')}`,
  );
  return address;
}
