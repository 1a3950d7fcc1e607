/** The reports' door: reads every table and changes none; it owns saved_views and report_figures. */
export { instantOfCell } from './cell-instant.ts';
export { columnTexts, type ColumnName } from './column.texts.ts';
export { filterTexts, type FilterName } from './filter.texts.ts';
export { listTexts } from './list.texts.ts';
export type { Cell, CellKind, Column, Filter, List, ListName } from './list.ts';
export { findList, lists } from './lists.ts';
export { periodNames } from './named-period.ts';
export { periodTexts } from './named-period.texts.ts';
export { findListPage, type ListPage, type ListRow } from './page.ts';
export {
  everything,
  parseSelection,
  type InvalidParameter,
  type Query,
  type Selection,
  type SelectionResult,
} from './selection.ts';
export { removeView, saveView, type SavedView } from './saved-view.ts';
export { problemTexts } from './selection.texts.ts';
export { findSavedViews } from './store.ts';
export { exportStatement, streamList } from './stream.ts';
export { findPayersOf } from './payers-of.ts';
export { findListTotals, type ListTotals } from './totals.ts';
export {
  chargeTypeNamed,
  discountNamed,
  findOfferNames,
  noOfferNames,
  serviceNamed,
  type OfferNames,
} from './offer-names.ts';
export { serviceText } from './service-name.texts.ts';
export { valueText, type Vocabulary } from './vocabulary.texts.ts';
export { findCoveredDues, type CoveredDue } from './story/covered-dues.ts';
export { findDueStory, findPaymentStory } from './story/find-story.ts';
export { storyKinds, withoutSecrets, type StoryKind, type StoryLine } from './story/story-line.ts';
export {
  findAttentionFigures,
  findHeldUp,
  heldUpNames,
  type AttentionFigure,
  type AttentionName,
  type HeldUpName,
} from './figures/attention.ts';
export type { CollectedLine } from './figures/collected.ts';
export { findTodaysFigures, type Figures } from './figures/find-figures.ts';
export { ages, parametersOfAge, type Age, type OwedLine } from './figures/owed.ts';
