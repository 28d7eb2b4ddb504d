import { CodeBlock as KitCodeBlock } from '@callboard/frontend-kit';
import { CopyButton } from './CopyButton';

/** Text as it is, to read and to copy. */
export function CodeBlock(props: { label: string; text: string }) {
  const { label, text } = props;
  return (
    <KitCodeBlock
      label={label}
      text={text}
      copyButton={<CopyButton text={text} what={label} />}
    />
  );
}
