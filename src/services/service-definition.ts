/** A service as an organisation defines it: a reason to pay, with its page. */
import { z } from 'zod';
import { localised } from '../core/localised.ts';
import { languages } from '../core/texts.ts';

/** What the list of services is sorted by; its words stand in service-category.texts.ts. */
export const serviceCategories = [
  'taxes',
  'school',
  'building',
  'registry',
  'fines',
  'culture_and_sport',
  'mobility',
  'social',
  'energy_and_water',
  'hosting',
  'certified_mail',
  'university',
  'other',
] as const;
export type ServiceCategory = (typeof serviceCategories)[number];

/** The name of a service or charge type in addresses and files. */
export const slugName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and dashes, at most 40');

const line = z.string().trim().min(1).max(200);

export const serviceDefinition = z.strictObject({
  name: localised(120),
  /** One or two sentences for the list of services. */
  summary: localised(300).optional(),
  /** Paragraphs, separated by empty lines; never markup. */
  description: localised(5000).optional(),
  category: z.enum(serviceCategories).default('other'),
  help: localised(5000).optional(),
  contact: z
    .strictObject({
      email: z.email().optional(),
      phone: line.optional(),
      page: z.url({ protocol: /^https$/ }).optional(),
    })
    .default({}),
  /** In words, such as `Two instalments: 16 June and 16 December`. */
  deadlines: localised(1000).optional(),
  /** Of the organisation's own books; in exports. */
  accounting_code: line.optional(),
  /** Where notices of its payments go, beside the organisation's own. */
  notice_email: z.email().optional(),
  /** What may be paid with; all that the organisation has where it is not said. */
  methods: z
    .array(z.enum(['card']))
    .min(1)
    .optional(),
  /** Through whom cards are paid, where it is not the organisation's usual provider. */
  provider: line.optional(),
  /** Those in which its texts are complete; all of the organisation's where it is not said. */
  languages: z.array(z.enum(languages)).min(1).optional(),
});

export type ServiceDefinition = z.infer<typeof serviceDefinition>;
