/** Where somebody is led after signing in: a page of this back office, whatever the address asked for. */
import type { Visit } from '../office-route.ts';

export function placeToGo({ view }: Pick<Visit, 'view'>, to: string): string {
  const first = view.office.to('');
  const isOurs = to === first || to.startsWith(`${first}/`) || to.startsWith(`${first}?`);
  // Browsers read a backslash as a slash and drop what does not show.
  return isOurs && /^[\w\-./?=&%+~,:]+$/.test(to) && !to.includes('//') && !to.includes('..')
    ? to
    : first;
}
