/** Every page in every state, with sample data: what the pages look like, and what the browser tests walk through. */
import type { Language } from '../core/texts.ts';
import type { Assets } from './assets.ts';
import { gallerySections } from './gallery/sections.ts';
import type { Html } from './html.ts';
import { sampleView } from './gallery/samples.ts';

export type GalleryPage = {
  /** Names page and state: `payment-refused-expired_card`. */
  readonly name: string;
  readonly show: (language: Language) => Html;
};

/** The colour of the sample organisation; another shows that every page can be recoloured. */
export const sampleColours = ['#0066cc', '#0b6b4f', '#9b1c31'] as const;

/** @param colour one of an organisation, or null for the library's own */
export function galleryPages(assets: Assets, colour: string | null): GalleryPage[] {
  return Object.entries(gallerySections).map(([name, show]) => ({
    name,
    show: (language) => show(sampleView(assets.pageFiles(colour), language, name)),
  }));
}
