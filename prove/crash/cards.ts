/** The sandbox's test cards that the flows type in. */

export const cards = {
  good: '4242424242424242',
  strong: '4000002500003155',
  declined: '4000000000000002',
  withoutMeans: '4000000000009995',
  processingError: '4000000000000119',
  disputed: '4000000000000259',
  silentThenSuccess: '4000000000001976',
  silentThenFailure: '4000000000001984',
} as const;
