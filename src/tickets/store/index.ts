/** All SQL of the requests for assistance: no other file of the house names their tables. */
export * from './conversations.ts';
export * from './erasure.ts';
export * from './tickets.ts';
