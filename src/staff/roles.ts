/** What each role may do: the table that pages, tests and the reference are made from. */

export const roles = ['administrator', 'accounting', 'operator', 'support', 'auditor'] as const;
export type Role = (typeof roles)[number];

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

type Permission = {
  /** What it lets somebody do, for the reference. */
  readonly about: string;
  readonly roles: readonly Role[];
  /** Asks who it is again, unless that was just done: money out, bank details, sign-in (ASVS 7.5.3). */
  readonly needsConfirmation?: true;
  /** A second person has to agree; for refunds only above the organisation's limit. */
  readonly needsSecondPerson?: 'always' | 'above_limit';
};

const everybody = roles;
const allButAuditor = ['administrator', 'accounting', 'operator', 'support'] as const;
const desk = ['administrator', 'accounting', 'operator'] as const;
const books = ['administrator', 'accounting'] as const;

export const permissions = {
  see: { about: 'see payments, dues, receipts, mails and imports', roles: everybody },
  see_audit: { about: 'see who did what', roles: ['administrator', 'auditor'] },
  export: {
    about: 'export what a list shows',
    roles: ['administrator', 'accounting', 'operator', 'auditor'],
  },
  schedule_exports: { about: 'have exports made and mailed regularly', roles: books },
  save_views: { about: 'keep a list with its filters under a name', roles: everybody },
  answer_tickets: { about: 'answer requests for assistance', roles: allButAuditor },
  resend_receipt: { about: 'send a receipt to a corrected address', roles: allButAuditor },
  ask_provider: { about: 'ask the provider again what became of an attempt', roles: allButAuditor },
  change_dues: { about: 'create, change and withdraw dues', roles: desk },
  import: { about: 'load invoices', roles: desk },
  record_payment: { about: 'record money taken at the counter', roles: desk },
  resolve_suspense: { about: 'set money that settles nothing against another due', roles: books },
  refund: {
    about: 'give money back',
    roles: books,
    needsConfirmation: true,
    needsSecondPerson: 'above_limit',
  },
  answer_disputes: { about: 'send evidence about a dispute, or accept it', roles: books },
  erase_payer: {
    about: 'give out or erase what is known of a payer',
    roles: ['administrator'],
    needsConfirmation: true,
  },
  manage_services: {
    about: 'put up and change services, what they charge, their forms, discounts and the terms',
    roles: ['administrator'],
  },
  change_settings: {
    about: 'change looks, texts, languages, methods and contacts',
    roles: ['administrator'],
  },
  change_accounts: {
    about: 'change collecting accounts and the keys of providers',
    roles: ['administrator'],
    needsConfirmation: true,
    needsSecondPerson: 'always',
  },
  manage_staff: {
    about: 'invite people, change their roles, end their sessions',
    roles: ['administrator'],
    needsConfirmation: true,
  },
} as const satisfies Record<string, Permission>;

export type PermissionName = keyof typeof permissions;

/** Names of all permissions, in the order of the table. */
export const permissionNames = Object.keys(permissions).filter(isPermission);

function isPermission(name: string): name is PermissionName {
  return Object.hasOwn(permissions, name);
}

export function mayDo(role: Role, name: PermissionName): boolean {
  const allowed: readonly Role[] = permissions[name].roles;
  return allowed.includes(role);
}

/** Whether the person has to prove again who it is. */
export function needsConfirmation(name: PermissionName): boolean {
  return 'needsConfirmation' in permissions[name];
}
