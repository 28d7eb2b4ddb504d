import { invalidField } from '@callboard/backend-openapi';
import type { Scope } from '@callboard/backstage-plugin-webhooks-common';
import { normaliseRef, type SiteDirectory } from '@callboard/site-directory';

/** A scope as it is stored, and the site that it is in. */
export interface ResolvedScope {
  scope: Scope;
  siteRef?: string;
}

/** Whether the caller may know that there is this site, and what is in it. */
export type IsInSight = (siteRef: string) => boolean;

/**
 * Checks that a scope names what there is, and finds its site. Whether the
 * caller may have an endpoint there is asked with the answer; what is on a site
 * that is not for them to know of is, to them, not there.
 */
export class ScopeResolver {
  readonly #directory: SiteDirectory;

  static create(directory: SiteDirectory): ScopeResolver {
    return new ScopeResolver(directory);
  }

  private constructor(directory: SiteDirectory) {
    this.#directory = directory;
  }

  async resolve(
    { kind, ref, siteRef }: Scope,
    isInSight: IsInSight,
  ): Promise<ResolvedScope> {
    if (kind === 'all') {
      refuse('ref', ref, kind);
      refuse('siteRef', siteRef, kind);
      return { scope: { kind } };
    }
    if (ref === undefined) {
      throw invalidField('scope/ref', `is needed where kind is ${kind}`);
    }
    if (kind === 'type') {
      return this.#type(ref, siteRef, isInSight);
    }
    refuse('siteRef', siteRef, kind);
    const name = normaliseRef(ref, 'scope/ref');
    if (kind === 'site') {
      await this.#requireSite(name, 'scope/ref', isInSight);
      return { scope: { kind, ref: name }, siteRef: name };
    }
    if (kind === 'resource') {
      const resource = await this.#directory.resource(name);
      if (!resource || !isInSight(resource.siteRef)) {
        throw invalidField('scope/ref', `names no resource: ${name}`);
      }
      return { scope: { kind, ref: name }, siteRef: resource.siteRef };
    }
    return { scope: { kind, ref: name } };
  }

  async #type(
    ref: string,
    siteRef: string | undefined,
    isInSight: IsInSight,
  ): Promise<ResolvedScope> {
    const site = siteRef && normaliseRef(siteRef, 'scope/siteRef');
    if (site) {
      await this.#requireSite(site, 'scope/siteRef', isInSight);
    }
    if (!(await this.#directory.hasType(ref, site))) {
      throw invalidField('scope/ref', `names no resource type: ${ref}`);
    }
    return { scope: { kind: 'type', ref, siteRef: site }, siteRef: site };
  }

  async #requireSite(
    ref: string,
    field: string,
    isInSight: IsInSight,
  ): Promise<void> {
    const site = (await this.#directory.sites()).get(ref);
    if (!site || site.archived || !isInSight(ref)) {
      throw invalidField(field, `names no site: ${ref}`);
    }
  }
}

function refuse(field: string, value: unknown, kind: string): void {
  if (value !== undefined) {
    throw invalidField(
      `scope/${field}`,
      `has no meaning where kind is ${kind}`,
    );
  }
}
