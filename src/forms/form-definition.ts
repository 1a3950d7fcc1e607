/** A form as an organisation defines it: its fields in order, and what must hold between them. */
import { z } from 'zod';
import { fieldDefinition, type FieldDefinition } from './field-definition.ts';

export const mostFields = 40;

export const formDefinition = z
  .strictObject({ fields: z.array(fieldDefinition).max(mostFields).default([]) })
  .superRefine(({ fields }, faults) => {
    fields.forEach((field, index) => {
      for (const fault of faultsOf(field, fields.slice(0, index))) {
        faults.addIssue({
          code: 'custom',
          path: ['fields', index, ...fault.path],
          message: fault.message,
        });
      }
    });
  });

export type FormDefinition = z.infer<typeof formDefinition>;

type Fault = { readonly path: readonly string[]; readonly message: string };

function faultsOf(field: FieldDefinition, before: readonly FieldDefinition[]): Fault[] {
  const faults: Fault[] = [];
  if (before.some(({ name }) => name === field.name)) {
    faults.push({ path: ['name'], message: 'another field has this name' });
  }
  const condition = field.shown_when;
  if (condition && !before.some(({ name }) => name === condition.field)) {
    faults.push({
      path: ['shown_when', 'field'],
      message: 'no field before this one has that name',
    });
  }
  if (field.kind === 'choice') {
    const values = field.options.map(({ value }) => value);
    if (new Set(values).size < values.length) {
      faults.push({ path: ['options'], message: 'two options have the same value' });
    }
  }
  return faults;
}
