/** The uploads' door; it owns uploads, upload_pieces and upload_files: files sent in the browser. */
export { rowReason, zipFailedFiles } from './failed-files.ts';
export type { Figures } from './figures.ts';
export { leaveUpload, orderLoad } from './order-upload.ts';
export { reasonWords } from './reason-words.ts';
export { receiveUpload, type Received } from './receive-upload.ts';
export {
  fileKinds,
  findUpload,
  findUploadFiles,
  listUploads,
  type FileKind,
  type UploadFile,
} from './store/index.ts';
export { uploadLimits, type Upload, type Way } from './upload.ts';
export { dueEffectTexts, effectTexts } from './uploads.texts.ts';
export { dueEffects, type JudgedDues } from './judged-dues.ts';
export { invoiceEffects, type JudgedInvoice, type Judgement } from './judgement.ts';
export { workOnUploads } from './work-on-uploads.ts';
