/** What is remembered of a pull request, as the message of a commit that keeps its head alive. */
export interface PullRecord {
  key: string;
  title: string;
  body: string;
  state: 'open' | 'merged' | 'closed';
  headSha: string;
  baseSha: string;
  mergeSha?: string;
}

const TITLE = 'Callboard: a pull request';

export function writePullRecord(record: PullRecord): string {
  return `${TITLE}\n\n${JSON.stringify(record, undefined, 2)}\n`;
}

/** @throws Error where somebody else has written there. */
export function readPullRecord(message: string): PullRecord {
  const start = message.indexOf('{');
  if (!message.startsWith(TITLE) || start < 0) {
    throw new Error(
      'A reference below refs/callboard/pulls was not written by Callboard',
    );
  }
  return JSON.parse(message.slice(start));
}
