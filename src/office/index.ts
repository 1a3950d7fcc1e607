/** The back office's door: pages and deeds for the people of an organisation. */
export { addOffice } from './add-office.ts';
