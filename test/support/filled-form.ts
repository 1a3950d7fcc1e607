/** A form of a page as whoever has no scripts fills it in and sends it, step by step. */
import assert from 'node:assert/strict';
import { readPage, type Form } from './page.ts';
import type { Answer, Fields } from './staff-browser.ts';

const origin = 'http://portal.example';

/** The form that leads to the address, with what stands in it. */
export function formOn({ body }: Pick<Answer, 'body'>, address: string): Form {
  const { forms } = readPage(`${origin}/`, 200, body);
  const form = forms.find((one) => new URL(one.address).pathname.endsWith(address));
  assert(form, `a form that leads to ${address}`);
  return form;
}

/** Its fields as a browser sends them, without the token, which `StaffBrowser` adds. */
export function sentFields(form: Form): Record<string, string | string[]> {
  const sent: Record<string, string | string[]> = {};
  for (const { name, type, value, isTicked } of form.fields) {
    const isTick = type === 'checkbox' || type === 'radio';
    if (name === '' || name === 'form_token' || (isTick && !isTicked)) continue;
    const before = sent[name];
    sent[name] = before === undefined ? value : [before, value].flat();
  }
  return sent;
}

/** What is sent of a page's form once these fields were filled in. */
export function filledForm(answer: Pick<Answer, 'body'>, address: string, filled: Fields): Fields {
  return { ...sentFields(formOn(answer, address)), ...filled };
}
