/** The exports' door; it owns exports, export_pieces and export_schedules: lists as files that add up. */
export type { Export, ExportState, Rhythm, Schedule, Wanted } from './export.ts';
export { rhythms } from './export.ts';
export { formatNames, isFormatName, type FormatName } from './format/format.ts';
export { formats } from './format/formats.ts';
export { writeTable } from './format/write-table.ts';
export { makeExports, selectionOf } from './make-exports.ts';
export { readExport } from './read-export.ts';
export { endSchedule, recordExport, requestExport, scheduleExport } from './request-export.ts';
export { findExport, listExports } from './store/exports.ts';
export { listSchedules } from './store/schedules.ts';
export { writeList, type Order, type Written } from './write-list.ts';
