import type { RequestRecord, RevisionRecord } from '../requests/types';

/** What a pull request says of itself; one line for its title, whatever somebody wrote. */
export function describePullRequest(
  request: RequestRecord,
  { revision }: Pick<RevisionRecord, 'revision'>,
  url: string,
): { title: string; body: string; commit: string } {
  const title = oneLine(request.title);
  const items = request.items.map(
    ({ operation, offering, name }) => `- ${operation} ${offering} ${name}`,
  );
  const body = [
    `Requested by ${request.requestedBy} for ${request.owner} in ${request.environment}.`,
    '',
    ...items,
    '',
    `Revision ${revision} of ${url}`,
  ].join('\n');
  return { title, body, commit: `${title}\n\n${body}\n` };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
