/** Sample services and free payments, one for each amount rule, with every kind of field. */

export const sampleServices = {
  meals: {
    name: { it: 'Mensa scolastica', en: 'School meals', es: 'Comedor escolar' },
    summary: {
      it: 'Pasti degli alunni delle scuole dell’infanzia e primarie.',
      en: 'Meals of pupils of nursery and primary schools.',
      es: 'Comidas del alumnado de infantil y primaria.',
    },
    description: {
      it: 'I pasti si pagano in anticipo.\nIl saldo si vede sul registro.\n\nChi mangia un pasto speciale lo indica nel modulo.',
      en: 'Meals are paid for in advance.\nThe school sees what is left.\n\nWho needs a special meal says so in the form.',
      es: 'Las comidas se pagan por adelantado.\nEl centro ve el saldo.\n\nQuien necesita un menú especial lo indica en el formulario.',
    },
    category: 'school',
    deadlines: {
      it: 'Entro il 10 di ogni mese.',
      en: 'By the tenth of each month.',
      es: 'Antes del día 10 de cada mes.',
    },
    help: {
      it: 'Per una dieta speciale serve il certificato del medico.',
      en: 'A special meal needs a certificate of a doctor.',
      es: 'Para un menú especial hace falta un certificado médico.',
    },
  },
  waste: {
    name: { it: 'Tassa sui rifiuti (TARI)', en: 'Waste tax', es: 'Tasa de basuras' },
    category: 'taxes',
  },
  certificates: {
    name: {
      it: 'Certificati anagrafici',
      en: 'Registry certificates',
      es: 'Certificados de padrón',
    },
    summary: {
      it: 'Diritti di segreteria per i certificati allo sportello.',
      en: 'Secretarial fees of certificates at the desk.',
      es: 'Tasas de los certificados en ventanilla.',
    },
    category: 'registry',
  },
} as const;

const schools = [
  { value: 'nursery', label: { it: 'Infanzia', en: 'Nursery', es: 'Infantil' } },
  { value: 'primary', label: { it: 'Primaria', en: 'Primary', es: 'Primaria' } },
] as const;

const onDiet = { field: 'diet', is: ['yes'] };

export const sampleCharges = {
  meals: {
    name: { it: 'Ricarica dei pasti', en: 'Top up meals', es: 'Recarga de comidas' },
    description: {
      it: 'I pasti si aggiungono al saldo entro un giorno.',
      en: 'The meals are added to the balance within a day.',
      es: 'Las comidas se suman al saldo en un día.',
    },
    amount: {
      kind: 'computed',
      price: '4.80',
      quantity: {
        label: { it: 'Numero di pasti', en: 'Number of meals', es: 'Número de comidas' },
        least: 5,
      },
      options: [
        {
          name: 'tray',
          label: { it: 'Tessera nuova', en: 'New badge', es: 'Tarjeta nueva' },
          price: '3.00',
        },
        {
          name: 'snack',
          label: { it: 'Merenda', en: 'Snack', es: 'Merienda' },
          price: '0.70',
          per: 'piece',
        },
      ],
    },
    debtor: { who: 'person', tax_code: 'mandatory', email: 'optional' },
    form: {
      fields: [
        {
          name: 'pupil',
          kind: 'text',
          label: { it: 'Nome dell’alunno', en: 'Name of the pupil', es: 'Nombre del alumno' },
          mandatory: true,
        },
        {
          name: 'born',
          kind: 'date',
          label: { it: 'Data di nascita', en: 'Date of birth', es: 'Fecha de nacimiento' },
          mandatory: true,
          to: 'today',
        },
        {
          name: 'school',
          kind: 'choice',
          label: { it: 'Scuola', en: 'School', es: 'Centro' },
          mandatory: true,
          options: schools,
        },
        {
          name: 'diet',
          kind: 'check',
          label: {
            it: 'Serve una dieta speciale',
            en: 'A special meal is needed',
            es: 'Necesita un menú especial',
          },
        },
        {
          name: 'doctor',
          kind: 'text',
          label: {
            it: 'Numero del certificato',
            en: 'Number of the certificate',
            es: 'Número del certificado',
          },
          mandatory: true,
          pattern: 'AA-9999',
          shown_when: onDiet,
        },
        {
          name: 'words',
          kind: 'long_text',
          label: { it: 'Che cosa evitare', en: 'What to avoid', es: 'Qué hay que evitar' },
          shown_when: onDiet,
        },
      ],
    },
  },
  donation: {
    name: {
      it: 'Contributo per la biblioteca',
      en: 'Contribution to the library',
      es: 'Aportación a la biblioteca',
    },
    amount: { kind: 'free', least: '5.00', most: '500.00', step: '5.00' },
    debtor: { tax_code: 'optional', email: 'mandatory' },
    form: {
      fields: [
        {
          name: 'back',
          kind: 'iban',
          label: { it: 'Il Suo conto', en: 'Bank account', es: 'Su cuenta' },
          hint: {
            it: 'Per un eventuale rimborso.',
            en: 'For a possible refund.',
            es: 'Para una posible devolución.',
          },
        },
      ],
    },
  },
  museum: {
    name: { it: 'Tessera del museo', en: 'Museum membership', es: 'Abono del museo' },
    amount: {
      kind: 'list',
      choices: [
        { amount: '25.00', label: { it: 'Ridotta', en: 'Reduced', es: 'Reducido' } },
        { amount: '40.00', label: { it: 'Intera', en: 'Full', es: 'General' } },
      ],
    },
    debtor: { who: 'person', tax_code: 'not_asked', email: 'mandatory' },
  },
  stamp: {
    name: { it: 'Contrassegno di sosta', en: 'Parking permit', es: 'Distintivo de aparcamiento' },
    amount: { kind: 'fixed', amount: '16.00' },
    debtor: { who: 'company', tax_code: 'mandatory', email: 'not_asked' },
    form: {
      fields: [
        {
          name: 'plate',
          kind: 'plate',
          label: { it: 'Targa', en: 'Number plate', es: 'Matrícula' },
          mandatory: true,
        },
        {
          name: 'weight',
          kind: 'number',
          label: { it: 'Peso in tonnellate', en: 'Weight in tonnes', es: 'Peso en toneladas' },
          decimals: 1,
          most: '40',
        },
        {
          name: 'zone',
          kind: 'choice',
          label: { it: 'Zona', en: 'Zone', es: 'Zona' },
          options: [1, 2, 3, 4, 5, 6, 7].map((zone) => ({
            value: String(zone),
            label: { it: `Zona ${zone}`, en: `Zone ${zone}`, es: `Zona ${zone}` },
          })),
        },
      ],
    },
  },
} as const;
