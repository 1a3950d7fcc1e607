/** What a page loads, where it leads, and what in it could run: read from its markup. */
import {
  attributeOf,
  elementsBelow,
  readElements,
  type Element,
} from '../../../test/support/element.ts';
import type { Answer } from './answer.ts';

export type Field = { readonly name: string; readonly type: string; readonly autocomplete: string };

export type Markup = {
  readonly elements: readonly Element[];
  /** Addresses of whatever the page loads by itself. */
  readonly loads: readonly string[];
  /** Addresses that it can lead to: links and forms. */
  readonly leads: readonly string[];
  readonly fields: readonly Field[];
  /** Elements and attributes that have no place on a page of ours. */
  readonly lively: readonly string[];
};

const foreignElements = [
  'iframe',
  'frame',
  'object',
  'embed',
  'applet',
  'base',
  'style',
  'foreignobject',
];

const addressed = [
  'href',
  'xlink:href',
  'src',
  'srcset',
  'action',
  'formaction',
  'poster',
  'content',
];

export function isPage(answer: Answer): boolean {
  return (answer.headers['content-type'] ?? '').startsWith('text/html');
}

export function markupOf(answer: Answer): Markup {
  const elements = [...elementsBelow(readElements(answer.text))];
  const named = (...names: string[]): Element[] =>
    elements.filter(({ name }) => names.includes(name));
  const values = (found: readonly Element[], attribute: string): string[] =>
    found.flatMap((element) => attributeOf(element, attribute) ?? []);
  return {
    elements,
    loads: [
      ...values(elements, 'src'),
      ...values(elements, 'srcset'),
      ...values(elements, 'poster'),
      ...values(named('link', 'use', 'image'), 'href'),
    ],
    leads: [
      ...values(named('a', 'area'), 'href'),
      ...values(elements, 'action'),
      ...values(elements, 'formaction'),
    ],
    fields: named('input', 'select', 'textarea').map((element) => ({
      name: attributeOf(element, 'name') ?? '',
      type: attributeOf(element, 'type') ?? 'text',
      autocomplete: attributeOf(element, 'autocomplete') ?? '',
    })),
    lively: elements.flatMap(livelyParts),
  };
}

function livelyParts(element: Element): string[] {
  const { name, attributes, children } = element;
  const parts = [...attributes.keys()].filter((key) => key.startsWith('on') || key === 'style');
  const script = name === 'script' && children.length > 0 ? ['a script of its own'] : [];
  const foreign = foreignElements.includes(name) ? [`<${name}>`] : [];
  // An empty icon keeps browsers from asking for one.
  const addresses = [...attributes].filter(
    ([key, value]) =>
      addressed.includes(key) &&
      value !== 'data:,' &&
      /^\s*(?:javascript|data|vbscript):/i.test(value),
  );
  return [...parts, ...script, ...foreign, ...addresses.map(([key, value]) => `${key}=${value}`)];
}

/** The hosts that addresses on a page lead to; `own` for those of the page's own origin. */
export function hostsOf(addresses: readonly string[], own: string): string[] {
  const hosts = addresses.map((address) => {
    const url = new URL(address, own);
    return url.origin === new URL(own).origin ? 'own' : `${url.protocol}//${url.host}`;
  });
  return [...new Set(hosts)];
}
