/** All SQL about people and their links: staff, staff_links. */
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { Language } from '../../core/texts.ts';
import type { Role } from '../roles.ts';
import type { StaffMember } from '../staff.ts';

type StaffRow = {
  organisation_id: string;
  staff_id: string;
  email: string;
  name: string;
  role: Role;
  services: string[] | null;
  language: Language;
  has_password: boolean;
  disabled_at: Date | null;
};

const columns = sql`staff.organisation_id, staff.staff_id, email, name, role, services, language,
  password is not null as has_password, disabled_at`;

function fromRow(row: StaffRow): StaffMember {
  return {
    id: row.staff_id,
    organisationId: row.organisation_id,
    email: row.email,
    name: row.name,
    role: row.role,
    services: row.services,
    language: row.language,
    hasPassword: row.has_password,
    disabledAt: row.disabled_at,
  };
}

export async function listStaff(
  database: Queryable,
  organisationId: string,
): Promise<StaffMember[]> {
  const rows = await database.query<StaffRow>(sql`
    select ${columns} from staff where organisation_id = ${organisationId}
    order by name, staff_id limit 1000`);
  return rows.map(fromRow);
}

export async function findStaff(
  database: Queryable,
  organisationId: string,
  staffId: string,
): Promise<StaffMember | null> {
  const [row] = await database.query<StaffRow>(sql`
    select ${columns} from staff
    where organisation_id = ${organisationId} and staff_id = ${staffId}`);
  return row ? fromRow(row) : null;
}

/** @param email in lower case */
export async function findStaffByEmail(
  database: Queryable,
  organisationId: string,
  email: string,
): Promise<(StaffMember & { readonly password: string | null }) | null> {
  const [row] = await database.query<StaffRow & { password: string | null }>(sql`
    select ${columns}, password from staff
    where organisation_id = ${organisationId} and email = ${email}`);
  return row ? { ...fromRow(row), password: row.password } : null;
}

/** @returns false when somebody of the organisation has that address */
export async function insertStaff(
  transaction: Transaction,
  member: Omit<StaffMember, 'hasPassword' | 'disabledAt'>,
  at: Date,
): Promise<boolean> {
  const rows = await transaction.query(sql`
    insert into staff (organisation_id, staff_id, email, name, role, services, language, created_at)
    values (${member.organisationId}, ${member.id}, ${member.email}, ${member.name}, ${member.role},
            ${member.services}, ${member.language}, ${at})
    on conflict (organisation_id, email) do nothing
    returning staff_id`);
  return rows.length === 1;
}

export async function writePassword(
  transaction: Transaction,
  { organisationId, id }: Pick<StaffMember, 'organisationId' | 'id'>,
  password: string,
): Promise<void> {
  await transaction.query(sql`
    update staff set password = ${password}
    where organisation_id = ${organisationId} and staff_id = ${id}`);
}

/** Locks a person against change until the transaction ends. */
export async function lockStaff(
  transaction: Transaction,
  organisationId: string,
  staffId: string,
): Promise<StaffMember | null> {
  const [row] = await transaction.query<StaffRow>(sql`
    select ${columns} from staff
    where organisation_id = ${organisationId} and staff_id = ${staffId}
    for no key update`);
  return row ? fromRow(row) : null;
}

/** Locks all who may run the organisation, so that two do not shut each other out at once. */
export async function lockAdministrators(
  transaction: Transaction,
  organisationId: string,
): Promise<StaffMember[]> {
  const rows = await transaction.query<StaffRow>(sql`
    select ${columns} from staff
    where organisation_id = ${organisationId} and role = 'administrator' and disabled_at is null
    order by staff_id for no key update`);
  return rows.map(fromRow);
}

export async function writeRole(
  transaction: Transaction,
  {
    organisationId,
    id,
    role,
    services,
  }: Pick<StaffMember, 'organisationId' | 'id' | 'role' | 'services'>,
): Promise<void> {
  await transaction.query(sql`
    update staff set role = ${role}, services = ${services}
    where organisation_id = ${organisationId} and staff_id = ${id}`);
}

/** @param at null lets the person in again */
export async function writeDisabled(
  transaction: Transaction,
  { organisationId, id }: Pick<StaffMember, 'organisationId' | 'id'>,
  at: Date | null,
): Promise<void> {
  await transaction.query(sql`
    update staff set disabled_at = ${at}
    where organisation_id = ${organisationId} and staff_id = ${id}`);
}
