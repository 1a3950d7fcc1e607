/** The staff's door; it owns staff and all tables whose names begin with staff_: people, how they prove who they are, what they may do. */
export { authenticatorAddress, offerAuthenticator } from './authenticator.ts';
export {
  changeRole,
  disableStaff,
  endSessions,
  inviteStaff,
  resetSecondFactor,
  type Invitation,
  type Invited,
} from './invite.ts';
export {
  adoptPasskey,
  askForPasskey,
  confirmWithPasskey,
  offerPasskey,
  removePasskey,
  signInWithPasskey,
} from './passkeys.ts';
export { listPasskeys, type Passkey } from './store/passkeys.ts';
export type { PasswordFault } from './password.ts';
export {
  isRole,
  mayDo,
  needsConfirmation,
  permissionNames,
  permissions,
  roles,
  type PermissionName,
  type Role,
} from './roles.ts';
export { linkAddress } from './send-link.ts';
export { closeSession, openSession, type Session } from './sessions.ts';
export { listSessions, type StoredSession } from './store/sessions.ts';
export {
  askForNewPassword,
  choosePassword,
  completeSignIn,
  completeWithNewAuthenticator,
  confirmWithCode,
  needsAuthenticator,
  openLink,
  signIn,
  type PasswordChosen,
} from './sign-in.ts';
export { actorOf, isAllowed, type StaffMember } from './staff.ts';
export { findStaff, findStaffByEmail, listStaff } from './store/people.ts';
