import type { Result, Target } from './results';
import type { Summary } from './statistics';

/** A table for people; everything in it is in the JSON as well. */
export function formatResults(results: readonly Result[]): string {
  const head = ['', 'database', 'ours', 'bare', 'ratio', 'range', 'target', ''];
  const lines = results.map(result => [
    result.id,
    result.database ?? '',
    `${figure(result.subject.median)} ${result.unit}`,
    result.baseline ? `${figure(result.baseline.median)} ${result.unit}` : '',
    figure(result.ratio.median),
    range(result.ratio),
    result.target ? goal(result.target) : '',
    verdict(result.reached),
  ]);
  const rows = [head, ...lines];
  const widths = head.map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  const table = rows
    .map(row => row.map((cell, i) => cell.padEnd(widths[i])).join('  '))
    .map(line => line.trimEnd());
  const explained = results.flatMap(
    ({ id, database, title, baseline, subject, notes }) => [
      `${[id, database].filter(Boolean).join(', ')}: ${title}. ${subject.name}${
        baseline ? ` : ${baseline.name}` : ''
      }.`,
      ...notes.map(note => `    ${note}`),
    ],
  );
  return [...table, '', ...explained].join('\n');
}

export function figure(value: number): string {
  if (value >= 100) {
    return Math.round(value).toLocaleString('en-GB');
  }
  return value >= 10 ? value.toFixed(1) : value.toFixed(3);
}

function range({ min, max }: Summary): string {
  return `${figure(min)} – ${figure(max)}`;
}

function goal({ direction, reach, aim }: Target): string {
  const sign = direction === 'at least' ? '≥' : '≤';
  return `${sign} ${reach}${aim === undefined ? '' : `, aim ${aim}`}`;
}

function verdict(reached: boolean | undefined): string {
  if (reached === undefined) {
    return '';
  }
  return reached ? 'reached' : 'NOT REACHED';
}
