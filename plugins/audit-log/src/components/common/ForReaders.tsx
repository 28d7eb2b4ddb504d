import { lazy, ReactNode, Suspense } from 'react';

const ForReadersOnly = lazy(() =>
  import('./ForReadersOnly').then(m => ({ default: m.ForReadersOnly })),
);

/**
 * Shows its children to those who may see entries of the audit log and nothing
 * to the others, such as the page's entry in a sidebar.
 */
export function ForReaders(props: { children: ReactNode }) {
  return (
    <Suspense fallback={null}>
      <ForReadersOnly>{props.children}</ForReadersOnly>
    </Suspense>
  );
}
