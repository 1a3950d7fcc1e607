/** What the moving periods are called. */
import { texts } from '../core/texts.ts';

const en = {
  today: 'Today',
  yesterday: 'Yesterday',
  last_7_days: 'Last 7 days',
  last_30_days: 'Last 30 days',
  this_month: 'This month',
  last_month: 'Last month',
  this_year: 'This year',
  last_year: 'Last year',
};

export type PeriodName = keyof typeof en;

const it: Record<PeriodName, string> = {
  today: 'Oggi',
  yesterday: 'Ieri',
  last_7_days: 'Ultimi 7 giorni',
  last_30_days: 'Ultimi 30 giorni',
  this_month: 'Questo mese',
  last_month: 'Mese scorso',
  this_year: 'Quest’anno',
  last_year: 'Anno scorso',
};

const es: Record<PeriodName, string> = {
  today: 'Hoy',
  yesterday: 'Ayer',
  last_7_days: 'Últimos 7 días',
  last_30_days: 'Últimos 30 días',
  this_month: 'Este mes',
  last_month: 'Mes pasado',
  this_year: 'Este año',
  last_year: 'Año pasado',
};

export const periodTexts = texts<PeriodName>({ en, it, es });
