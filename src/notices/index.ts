/** The notices' door: a due as a sheet to print, and its number as people read it. It owns no tables. */
export { composeNotice, printNoticeNumber } from './compose-notice.ts';
export type { NoticeDocument } from './notice-document.ts';
export { renderNoticePdf } from './render-notice.ts';
