import {
  CatalogClient,
  type GetEntitiesByRefsResponse,
  type GetEntitiesResponse,
  type QueryEntitiesResponse,
} from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import type { AppLanguageApi } from '@backstage/frontend-plugin-api';
import { sayIn } from './books';

type Of<Method extends keyof CatalogClient> = CatalogClient[Method] extends (
  ...args: infer Args
) => unknown
  ? Args
  : never;

const BOOKS = 'metadata.ui:options';

/** The catalog, with what templates are called in the language of the portal. */
export class CatalogInLanguage extends CatalogClient {
  readonly #language: () => string;

  constructor(
    options: ConstructorParameters<typeof CatalogClient>[0] & {
      languages: Pick<AppLanguageApi, 'getLanguage'>;
    },
  ) {
    const { languages, ...rest } = options;
    super(rest);
    this.#language = () => languages.getLanguage().language;
  }

  override async getEntities(
    ...args: Of<'getEntities'>
  ): Promise<GetEntitiesResponse> {
    const { items, ...rest } = await super.getEntities(...args);
    return { ...rest, items: items.map(entity => this.#said(entity)) };
  }

  override async queryEntities(
    ...args: Of<'queryEntities'>
  ): Promise<QueryEntitiesResponse> {
    const { items, ...rest } = await super.queryEntities(...args);
    return { ...rest, items: items.map(entity => this.#said(entity)) };
  }

  /** Who asks for a title only, to show it, gets the phrase book with it. */
  override async getEntitiesByRefs(
    ...[request, ...rest]: Of<'getEntitiesByRefs'>
  ): Promise<GetEntitiesByRefsResponse> {
    const { fields } = request;
    const { items } = await super.getEntitiesByRefs(
      fields?.includes('metadata.title')
        ? { ...request, fields: [...fields, BOOKS] }
        : request,
      ...rest,
    );
    return { items: items.map(entity => entity && this.#said(entity)) };
  }

  override async getEntityByRef(
    ...args: Of<'getEntityByRef'>
  ): Promise<Entity | undefined> {
    const entity = await super.getEntityByRef(...args);
    return entity && this.#said(entity);
  }

  #said(entity: Entity): Entity {
    // Some ask for a few fields only.
    const { metadata = undefined } = entity as Partial<Entity>;
    const say =
      entity.kind === 'Template' && metadata
        ? sayIn(this.#language(), metadata['ui:options'])
        : undefined;
    if (!metadata || !say) return entity;
    const { title, description } = metadata;
    return {
      ...entity,
      metadata: {
        ...metadata,
        ...(title !== undefined && { title: say(title) }),
        ...(description !== undefined && { description: say(description) }),
      },
    };
  }
}
