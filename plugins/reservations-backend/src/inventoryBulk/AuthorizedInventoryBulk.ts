import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { type CallContext, requirePossible } from '@callboard/backend-access';
import { type BodyChecker, invalidField } from '@callboard/backend-openapi';
import type {
  InventoryFile,
  InventoryFormat,
  InventoryImport,
  InventoryImportReport,
  Page,
  Resource,
  ResourceType,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { normaliseRef, type SiteFacts } from '../domain/Inventory';
import type { AuthorizedResources } from '../inventory/AuthorizedResources';
import type { AuthorizedResourceTypes } from '../inventory/AuthorizedResourceTypes';
import type { AuthorizedSites } from '../inventory/AuthorizedSites';
import { checkKnownPeople } from '../inventory/checkKnownPeople';
import type { InventoryCache } from '../inventory/InventoryCache';
import { isPersonRef, type People } from '../people/People';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import { adminCheck } from '../siteMembers/adminCheck';
import { parseCsv, writeCsv } from './csv';
import { FIELDS, type ImportKind, type ImportLine } from './ImportLine';
import type { ImportRights } from './ImportBatch';
import type { InventoryImporter } from './InventoryImporter';
import { parseYaml, writeYaml } from './yaml';

const WRITING = [
  'siteCreate',
  'siteUpdate',
  'typeCreate',
  'typeUpdate',
  'resourceCreate',
  'resourceUpdate',
] as const;

const ON_IMPORT = [...WRITING, 'siteRead', 'typeRead', 'resourceRead'] as const;

const MOST_LINES = 5_000;
const MOST_BYTES = 5 * 1024 * 1024;
const PAGE = 500;

interface Options {
  importer: InventoryImporter;
  sites: AuthorizedSites;
  types: AuthorizedResourceTypes;
  resources: AuthorizedResources;
  inventory: InventoryCache;
  people: People;
  access: AccessDecider;
  /** The checks that a single edit's body passes. */
  checkBody: BodyChecker;
}

/**
 * The inventory from and to a file. Each line needs the rights of a single edit;
 * what is not the caller's to see is, to whoever may create the like, a name that is
 * taken, and to anybody else not there.
 */
export class AuthorizedInventoryBulk {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AuthorizedInventoryBulk {
    return new AuthorizedInventoryBulk(options);
  }

  /** Throws a 403 for who may create and change nothing at all. */
  async authorizeImport(credentials: BackstageCredentials): Promise<void> {
    const decisions = await this.#options.access.decide(credentials, WRITING);
    if (WRITING.every(name => !decisions[name].possible)) {
      requirePossible(decisions.resourceUpdate, 'import an inventory');
    }
  }

  async authorizeExport(credentials: BackstageCredentials): Promise<void> {
    const decisions = await this.#options.access.decide(credentials, [
      'resourceRead',
    ]);
    requirePossible(decisions.resourceRead, 'see resources');
  }

  async import(
    { format, text, dryRun = true }: InventoryImport,
    context: CallContext,
  ): Promise<InventoryImportReport> {
    const { importer, access, people, checkBody } = this.#options;
    await this.authorizeImport(context.credentials);
    if (Buffer.byteLength(text) > MOST_BYTES) {
      throw invalidField('text', 'must be at most 5 MB');
    }
    const lines = format === 'csv' ? parseCsv(text) : parseYaml(text);
    if (lines.length > MOST_LINES) {
      throw invalidField('text', `must have at most ${MOST_LINES} entries`);
    }
    const decisions = await access.decide(context.credentials, ON_IMPORT);
    const inventory = await this.#options.inventory.latest();
    const named = new Set(lines.flatMap(peopleIn));
    for (const line of lines) {
      const site = line.kind === 'site' && siteNamed(line);
      const facts = site ? inventory.siteByRef(site) : undefined;
      if (line.values.admins) {
        facts?.admins.forEach(ref => named.add(ref));
      }
    }
    const known =
      named.size > 0 ? await people.known(named) : new Set<string>();
    return importer.run(lines, {
      dryRun,
      checkBody,
      context,
      rights: rightsOf(decisions, known),
    });
  }

  async export(
    { format = 'csv', siteRef }: { format?: InventoryFormat; siteRef?: string },
    credentials: BackstageCredentials,
  ): Promise<InventoryFile> {
    const { sites, types, resources } = this.#options;
    const ref = siteRef && normaliseRef(siteRef);
    const isWanted = (of: string | undefined) => !ref || of === ref;
    const allSites = await all<Site>(page => sites.list(page, credentials));
    const allTypes = await all<ResourceType>(page =>
      types.list(page, credentials),
    );
    const things = await all<Resource>(page =>
      resources.list({ ...page, siteRef }, credentials),
    );
    const used = new Set(things.map(({ type }) => type));
    const lines = [
      ...allSites
        .filter(({ entityRef }) => isWanted(entityRef))
        .map(site => toLine('site', site)),
      ...allTypes
        .filter(type => isWanted(type.siteRef) || used.has(type.name))
        .map(type => toLine('type', type)),
      ...parentsFirst(things).map(one => toLine('resource', one)),
    ];
    return {
      format,
      text: format === 'csv' ? writeCsv(lines) : writeYaml(lines),
    };
  }
}

type OnImport = Decisions<(typeof ON_IMPORT)[number]>;

function rightsOf(
  decisions: OnImport,
  known: ReadonlySet<string>,
): ImportRights {
  const require = (allowed: boolean, what: string) => {
    if (!allowed) {
      throw new NotAllowedError(`You may not ${what}`);
    }
  };
  const { siteRead, typeRead, resourceRead } = decisions;
  const { typeCreate, resourceCreate } = decisions;
  type Create = typeof typeCreate | typeof resourceCreate;
  const isEverywhere = ({ possible, filter }: typeof siteRead | Create) =>
    possible && filter === undefined;
  // A site that is not there is to nobody another thing than one they do not see.
  const mayOn = (site: SiteFacts | undefined, create: Create) =>
    site
      ? siteRead.allows(site) && create.allows(site)
      : isEverywhere(siteRead) && isEverywhere(create);
  return {
    seesSite: site => siteRead.allows(site),
    seesType: type => typeRead.allows(type),
    seesResource: resource => resourceRead.allows(resource),
    createSite: input => {
      require(decisions.siteCreate.possible, 'create sites');
      checkKnownPeople(input, known);
    },
    updateSite: (site, change) => {
      require(decisions.siteUpdate.allows(site), 'change this site');
      checkKnownPeople(change, known, site);
      return adminCheck(decisions.siteUpdate, site, known);
    },
    createGlobalType: () =>
      require(isEverywhere(typeCreate), 'create global resource types'),
    createTypeOn: site =>
      require(mayOn(site, typeCreate), 'create resource types for this site'),
    updateType: type =>
      require(decisions.typeUpdate.allows(type), 'change this resource type'),
    createResource: site =>
      require(mayOn(site, resourceCreate), 'create resources on this site'),
    updateResource: resource =>
      require(decisions.resourceUpdate.allows(
        resource,
      ), 'change this resource'),
  };
}

function siteNamed({ name }: ImportLine): string | undefined {
  return name && /^[\w.-]+$/.test(name)
    ? `resource:default/${name}`
    : undefined;
}

/** Users and groups that a line names, as far as they are in form. */
function peopleIn({ values }: ImportLine): string[] {
  return [values.admins, values.members]
    .flat()
    .filter(
      (ref): ref is string => typeof ref === 'string' && isPersonRef(ref),
    );
}

async function all<T>(
  list: (page: { cursor?: string; limit: number }) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ cursor, limit: PAGE });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}

/** As the file says it; what is not there, or is as if not said, is left out. */
function toLine(
  kind: ImportKind,
  thing: Site | ResourceType | Resource,
): { kind: ImportKind; values: JsonObject } {
  const { siteRef, parentRef, ...rest } = thing as Partial<Resource>;
  const said: Record<string, unknown> = {
    ...rest,
    site: siteRef && nameOf(siteRef),
    parent: parentRef && nameOf(parentRef),
  };
  const values = FIELDS[kind].flatMap(field => {
    const value = said[field];
    return value === undefined || isNothing(value) ? [] : [[field, value]];
  });
  return { kind, values: Object.fromEntries(values) };
}

function isNothing(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    (value === null || Object.keys(value).length === 0)
  );
}

function nameOf(ref: string): string {
  return ref.startsWith('resource:default/')
    ? ref.slice('resource:default/'.length)
    : ref;
}

function parentsFirst(resources: Resource[]): Resource[] {
  const byRef = new Map(resources.map(one => [one.entityRef, one]));
  const depth = (one: Resource | undefined): number =>
    one?.parentRef ? 1 + depth(byRef.get(one.parentRef)) : 0;
  return [...resources].sort((a, b) => depth(a) - depth(b));
}
