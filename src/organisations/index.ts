/** The organisations' door; it owns organisations, organisation_tax_ids, customer_codes, provider_accounts, proposed_accounts, terms_versions. */
export { addOrganisation, type NewOrganisation } from './add-organisation.ts';
export { logoVersion, readLogoContent, type Logo } from './logo.ts';
export {
  linesOfWeek,
  openingAt,
  weekdayName,
  type Opening,
  type OpeningHours,
} from './opening-hours.ts';
export { findKnownAccounts, type KeyHint, type KnownAccount } from './known-accounts.ts';
export type { Organisation } from './organisation.ts';
export {
  findProposedAccounts,
  keepProposedAccount,
  openProposedAccount,
  takeProposedAccount,
  type ProposedAccount,
} from './proposed-account.ts';
export {
  deleteProposed,
  findExpired,
  lockProposed,
  writeApproval,
  writeVerdict,
} from './store-proposed-accounts.ts';
export {
  accountForMethod,
  demandProvider,
  ensureCounterAccount,
  keyOpens,
  openAccount,
  useProviderAccount,
  type OpenedAccount,
} from './provider-account.ts';
export { changeSettings, setOrganisation, settingsFaults } from './set-organisation.ts';
export {
  lookupFields,
  normaliseTaxId,
  type LookupField,
  isAccountNumber,
  longestNote,
  normaliseIban,
  payerMails,
  type PayerMail,
  type OrganisationSettings,
} from './settings.ts';
export {
  findAccountInUse,
  findAllAccounts,
  findCustomerCodes,
  findOrganisation,
  findOrganisationBySlug,
  findOrganisationsByIds,
  findOrganisationsBySlugs,
  findOrganisationsByTaxId,
  listOrganisations,
} from './store.ts';
export { currentTermsVersion, findTermsVersions, type TermsVersion } from './store-terms.ts';
