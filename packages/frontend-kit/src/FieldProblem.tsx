import { Text } from '@backstage/ui';

/** What is wrong with a field that cannot say it itself. */
export function FieldProblem(props: { problem: string | undefined }) {
  return props.problem ? (
    <Text as="p" variant="body-small" color="danger" role="alert">
      {props.problem}
    </Text>
  ) : null;
}
