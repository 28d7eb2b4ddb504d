import { Fragment } from 'react';
import { useLanguage } from '@callboard/frontend-kit';

/** Shows what was made for the language of the portal. */
export function InLanguage(props: {
  elements: ReadonlyMap<string, JSX.Element>;
  otherwise: JSX.Element;
}) {
  const language = useLanguage();
  return (
    <Fragment key={language}>
      {props.elements.get(language) ?? props.otherwise}
    </Fragment>
  );
}
