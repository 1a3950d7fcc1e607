/** The store of the uploads: uploads, upload_pieces, upload_files. */
export * from './files.ts';
export * from './pieces.ts';
export * from './upload-moves.ts';
export * from './uploads.ts';
