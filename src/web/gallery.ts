/**
 * Every page in every state, with sample data: what the pages look like, and what the browser tests
 * walk through.
 */
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

/** Colours of sample organisations; the last is as pale as any that `checkColour` lets pass. */
export const sampleColours = ['#0b6b4f', '#9b1c31', '#b46000'] as const;

/** @param colour one of an organisation, or null for the library's own */
export function galleryPages(assets: Assets, colour: string | null): GalleryPage[] {
  return Object.entries(gallerySections).map(([name, show]) => ({
    name,
    show: (language) => show(sampleView(assets.pageFiles(colour), language, name)),
  }));
}
