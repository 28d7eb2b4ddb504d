import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';

/**
 * A catalog entity by its title, linked to its page where there is one. The
 * caller's `title` saves asking the catalog.
 */
export function EntityLink(props: { entityRef: string; title?: string }) {
  const { entityRef, title } = props;
  const { primaryTitle } = useEntityPresentation(entityRef);
  const route = useRouteRef(entityRouteRef);
  const text = title ?? primaryTitle;
  const target = safeParse(entityRef);
  if (!route || !target) {
    return <span>{text}</span>;
  }
  return (
    <Link href={route(target)} title={entityRef}>
      {text}
    </Link>
  );
}

/** The title of an entity, without a link. */
export function EntityName(props: { entityRef: string }) {
  return <>{useEntityPresentation(props.entityRef).primaryTitle}</>;
}

function safeParse(entityRef: string) {
  try {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    return { kind, namespace, name };
  } catch {
    return undefined;
  }
}
