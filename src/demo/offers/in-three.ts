/** Words of the demo in the portal's three languages, and fields that several of its forms ask. */

export type Words = { readonly it: string; readonly en: string; readonly es: string };

export function inThree(it: string, en: string, es: string): Words {
  return { it, en, es };
}

/** A file of services as `services load` reads it. */
export type OffersFile = { readonly services: readonly OfferedService[] };

export type OfferedService = {
  readonly id: string;
  readonly definition: { readonly name: Words } & Readonly<Record<string, unknown>>;
  readonly charge_types: readonly {
    readonly id: string;
    readonly kind: 'free' | 'dues';
    readonly definition: { readonly name: Words } & Readonly<Record<string, unknown>>;
  }[];
};

export function option(value: string, it: string, en: string, es: string) {
  return { value, label: inThree(it, en, es) };
}

export const nameOfPupil = {
  name: 'pupil',
  kind: 'text',
  label: inThree(
    'Nome e cognome dell’alunno',
    'Pupil’s full name',
    'Nombre y apellidos del alumno',
  ),
  mandatory: true,
  most_length: 100,
} as const;
