/** What a finding means, for whoever runs the portal. */
import type { Finding } from './compare-seals.ts';

/** @param nameOf what people call an organisation, by its id */
export function describeFinding(finding: Finding, nameOf: (id: string) => string): string {
  switch (finding.kind) {
    case 'file_unreadable':
      return `${finding.file} cannot be read: ${finding.because}`;
    case 'line_broken':
      return `${finding.file}, line ${finding.number}: not a note of a seal; it was changed or cut off`;
    case 'chain_differs':
      return describeChain(finding, nameOf);
  }
}

type ChainDiffers = Extract<Finding, { kind: 'chain_differs' }>;

function describeChain(
  { organisation, chain, lines, end }: ChainDiffers,
  nameOf: (id: string) => string,
): string {
  const noted = lines.at(-1);
  const which = `${nameOf(organisation)}, ${chain}: seal ${noted?.line.sequence}, noted at ${noted?.line.at},`;
  const more = lines.length > 1 ? ` (and ${lines.length - 1} more)` : '';
  return noted?.isMissing === true
    ? `${which} is not in the database${more}, whose chain ends at ${end?.sequence ?? 0}: its end was cut off, or an older state of the database was restored`
    : `${which} is another one in the database${more}: the chain was written anew, or an older state of the database was restored and went on from there`;
}
