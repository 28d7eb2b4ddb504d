import type { FileDiff } from '@callboard/backstage-plugin-service-requests-common';
import { Toggle } from '@callboard/frontend-kit';
import { Fragment, useMemo, useState } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import {
  countLines,
  type DiffLine,
  diffLines,
  tokens,
} from '../../lib/diffLines';
import styles from './DiffView.module.css';

const OPEN_AT_MOST = 8;

/** What changes, file by file; each folds, and those far down begin folded. */
export function DiffView({ files }: { files: FileDiff[] }) {
  return (
    <div className={styles.files}>
      {files.map((file, place) => (
        <File key={file.path} file={file} isFolded={place >= OPEN_AT_MOST} />
      ))}
    </div>
  );
}

function File(props: { file: FileDiff; isFolded: boolean }) {
  const { file, isFolded } = props;
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(!isFolded);
  const lines = useMemo(() => diffLines(file.diff), [file.diff]);
  const { added, removed } = countLines(lines);
  return (
    <Toggle
      isOpen={isOpen}
      onToggle={() => setOpen(!isOpen)}
      title={
        <span className={styles.head}>
          <code>{file.path}</code>
          <span className={styles.change}>
            {t(`diff.${file.change}`)}
            {added > 0 && <span className={styles.plus}> +{added}</span>}
            {removed > 0 && <span className={styles.minus}> −{removed}</span>}
          </span>
        </span>
      }
    >
      <div
        className={styles.scroll}
        role="region"
        aria-label={file.path}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so it must be reachable without a mouse
        tabIndex={0}
      >
        <table className={styles.lines}>
          <tbody>
            {lines.map((line, place) => (
              <Line key={place} line={line} />
            ))}
          </tbody>
        </table>
      </div>
    </Toggle>
  );
}

const MARKS = { added: '+', removed: '−', same: ' ', hunk: '' };

function Line({ line }: { line: DiffLine }) {
  const { t } = useTranslation();
  if (line.kind === 'hunk') {
    return (
      <tr className={styles.hunk}>
        <td colSpan={4}>{line.text}</td>
      </tr>
    );
  }
  const isChange = line.kind !== 'same';
  return (
    <tr data-kind={line.kind}>
      <td className={styles.number} aria-hidden>
        {line.before}
      </td>
      <td className={styles.number} aria-hidden>
        {line.after}
      </td>
      <td
        className={styles.mark}
        aria-label={
          isChange
            ? t(line.kind === 'added' ? 'diff.lineAdded' : 'diff.lineRemoved')
            : undefined
        }
      >
        {MARKS[line.kind]}
      </td>
      <td className={styles.text}>
        {tokens(line.text).map((token, place) => (
          <Fragment key={place}>
            {token.kind === 'text' ? (
              token.text
            ) : (
              <span data-token={token.kind}>{token.text}</span>
            )}
          </Fragment>
        ))}
      </td>
    </tr>
  );
}
