import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { callerName } from './callerName';

/**
 * A catalog entity by its title, linked to its page where there is one. The
 * caller's `title` saves asking the catalog. Whoever is not in any catalog (a
 * token, a plugin, `system`) stands there by name.
 */
export function EntityLink(props: { entityRef: string; title?: string }) {
  const { entityRef, title } = props;
  return partsOf(entityRef) ? (
    <KnownEntityLink {...props} />
  ) : (
    <span title={entityRef}>{title ?? callerName(entityRef) ?? entityRef}</span>
  );
}

/** The title of an entity, without a link; likewise. */
export function EntityName(props: { entityRef: string }) {
  return partsOf(props.entityRef) ? (
    <KnownEntityName {...props} />
  ) : (
    <>{callerName(props.entityRef) ?? props.entityRef}</>
  );
}

function KnownEntityLink(props: { entityRef: string; title?: string }) {
  const { entityRef, title } = props;
  const { primaryTitle } = useEntityPresentation(entityRef);
  const route = useRouteRef(entityRouteRef);
  const text = title ?? primaryTitle;
  const target = partsOf(entityRef);
  if (!route || !target) {
    return <span>{text}</span>;
  }
  return (
    <Link href={route(target)} title={entityRef}>
      {text}
    </Link>
  );
}

function KnownEntityName(props: { entityRef: string }) {
  return <>{useEntityPresentation(props.entityRef).primaryTitle}</>;
}

function partsOf(entityRef: string) {
  // What calls itself so is no entity, although it may look like one.
  if (callerName(entityRef)) {
    return undefined;
  }
  try {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    return { kind, namespace, name };
  } catch {
    return undefined;
  }
}
