import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  type Access,
  type CallContext,
  requireAllowed,
  requirePossible,
} from '@callboard/backend-access';
import type { Page } from '@callboard/backend-database';
import { type IfMatch, invalidField } from '@callboard/backend-openapi';
import type {
  NewProject,
  Project,
  ProjectChange,
  ProjectUsage,
} from '@callboard/backstage-plugin-reservations-common';
import { type Inventory, normaliseRef } from '../domain/Inventory';
import type { Budget } from '../domain/projectBudget';
import type { InventoryCache } from '../inventory/InventoryCache';
import { requireSite } from '../inventory/requireSite';
import { isPersonRef, type People } from '../people/People';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import type { ProjectSubject } from '../permissions/resourceRefs';
import { projectData } from './projectEvent';
import type { ProjectRecord } from './ProjectRecord';
import type { ProjectsService } from './ProjectsService';
import { budgetUse, usageOf } from './usageOf';

const ON_PROJECTS = ['projectRead', 'projectUpdate'] as const;

type OnProjects = Decisions<(typeof ON_PROJECTS)[number]>;

const ANY = {
  projectRead: 'see projects',
  projectCreate: 'create projects',
} as const;

const NOWHERE = '00000000-0000-0000-0000-000000000000';

/** How a list of projects is narrowed. */
export interface ProjectSelection {
  q?: string;
  siteRef?: string;
  /** Only what this person or group may charge to. */
  holder?: string;
  archived?: boolean;
  cursor?: string;
  limit: number;
}

interface Options {
  inner: ProjectsService;
  inventory: InventoryCache;
  people: People;
  access: AccessDecider;
}

/** Lets through to {@link ProjectsService} what the caller may do and see. */
export class AuthorizedProjects {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AuthorizedProjects {
    return new AuthorizedProjects(options);
  }

  /** Throws a 403 for whom there is nothing to which the answer may be yes. */
  async authorizeAny(
    question: keyof typeof ANY,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const decisions = await this.#options.access.decide(credentials, [
      question,
    ]);
    requirePossible(decisions[question] as Access<unknown>, ANY[question]);
  }

  async list(
    selection: ProjectSelection,
    credentials: BackstageCredentials,
  ): Promise<Page<Project>> {
    const { access, inner } = this.#options;
    const decisions = await access.decide(credentials, ON_PROJECTS);
    const inventory = await this.#options.inventory.latest();
    const { siteRef, holder, ...rest } = selection;
    const page = await inner.list({
      ...rest,
      siteId: siteRef && (inventory.siteByRef(siteRef)?.id ?? NOWHERE),
      holders: holder === undefined ? undefined : await this.#claims(holder),
      filter: decisions.projectRead.filter,
    });
    const charged = await inner.charged(page.items.map(({ code }) => code));
    return {
      items: page.items.map(project =>
        toView(project, inventory, decisions, charged.get(project.code)),
      ),
      nextCursor: page.nextCursor,
    };
  }

  async get(code: string, credentials: BackstageCredentials): Promise<Project> {
    const found = await this.#require(code, 'projectRead', credentials);
    return this.#view(found.project, found.decisions);
  }

  async usage(
    code: string,
    credentials: BackstageCredentials,
  ): Promise<ProjectUsage> {
    const { project } = await this.#require(code, 'projectRead', credentials);
    const charged = await this.#options.inner.charged([project.code]);
    const { budget } = project;
    return { budget, ...usageOf(budget, charged.get(project.code) ?? []) };
  }

  /** Throws a 404 for what the caller does not see, a 403 for what they may not. */
  async authorizeChange(
    code: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    await this.#require(code, 'projectUpdate', credentials);
  }

  async create(input: NewProject, context: CallContext): Promise<Project> {
    const { access, inner } = this.#options;
    const decisions = await access.decide(context.credentials, [
      ...ON_PROJECTS,
      'siteRead',
      'projectCreate',
    ]);
    requirePossible(decisions.projectCreate, 'create projects');
    const siteId = await this.#siteOf(input.siteRef, decisions);
    const { id: _id, siteRef: _site, from, until, budget, ...rest } = input;
    const project = await inner.create(
      {
        ...rest,
        siteId,
        budget: toBudget(budget),
        holders: await this.#holders(input.holders),
        from: from === undefined ? undefined : Date.parse(from),
        until: until === undefined ? undefined : Date.parse(until),
      },
      context,
    );
    return this.#view(project, decisions);
  }

  async update(
    code: string,
    change: ProjectChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<Project> {
    const { credentials } = context;
    const found = await this.#require(code, 'projectUpdate', credentials);
    const { from, until, budget, holders, ...rest } = change;
    const project = await this.#options.inner.update(
      code,
      {
        ...rest,
        budget: budget && toBudget(budget),
        holders: holders && (await this.#holders(holders, found.project)),
        from: from === undefined ? undefined : Date.parse(from),
        until: typeof until === 'string' ? Date.parse(until) : until,
      },
      ifMatch,
      context,
    );
    return this.#view(project, found.decisions);
  }

  async archive(code: string, context: CallContext): Promise<Project> {
    const { credentials } = context;
    const found = await this.#require(code, 'projectUpdate', credentials);
    const project = await this.#options.inner.archive(code, context);
    return this.#view(project, found.decisions);
  }

  async #view(project: ProjectRecord, decisions: OnProjects): Promise<Project> {
    const charged = await this.#options.inner.charged([project.code]);
    return toView(
      project,
      await this.#options.inventory.latest(),
      decisions,
      charged.get(project.code),
    );
  }

  async #siteOf(
    siteRef: string | undefined,
    decisions: Decisions<'siteRead' | 'projectCreate'>,
  ): Promise<string | undefined> {
    if (siteRef === undefined) {
      if (decisions.projectCreate.filter) {
        throw new NotAllowedError(
          'You may create projects for your sites, not global ones',
        );
      }
      return undefined;
    }
    const inventory = await this.#options.inventory.latest();
    const site = requireSite(inventory, siteRef, decisions.siteRead, {
      access: decisions.projectCreate,
      what: 'create projects for this site',
    });
    if (site.archived) {
      throw invalidField('siteRef', 'is archived');
    }
    return site.id;
  }

  /** Normalised; whoever is new must be in the catalog. */
  async #holders(refs: string[], before?: ProjectRecord): Promise<string[]> {
    const wanted = refs.map((ref, index) => {
      if (!isPersonRef(ref)) {
        throw invalidField(`holders/${index}`, 'must be a user or group');
      }
      return normaliseRef(ref);
    });
    const added = wanted.filter(ref => !before?.holders.includes(ref));
    const known =
      added.length > 0
        ? await this.#options.people.known(added)
        : new Set<string>();
    const stranger = added.find(ref => !known.has(ref));
    if (stranger !== undefined) {
      throw invalidField(
        `holders/${wanted.indexOf(stranger)}`,
        'is not in the catalog',
      );
    }
    return [...new Set(wanted)].sort();
  }

  /** The person and their groups. */
  async #claims(holder: string): Promise<string[]> {
    const ref = normaliseRef(holder);
    if (!isPersonRef(ref)) {
      return [ref];
    }
    const { claims } = await this.#options.people.principal(ref);
    return [...new Set([ref, ...claims])];
  }

  async #require(
    code: string,
    needed: (typeof ON_PROJECTS)[number],
    credentials: BackstageCredentials,
  ) {
    const { access, inner } = this.#options;
    const decisions = await access.decide(credentials, ON_PROJECTS);
    const project = await inner.find(code);
    const inventory = await this.#options.inventory.latest();
    requireAllowed(
      project && projectSubject(project, inventory),
      decisions.projectRead,
      'project',
      code,
      { access: decisions[needed], what: 'change this project' },
    );
    return { project: project!, decisions };
  }
}

/** What permission rules look at. */
export function projectSubject(
  { holders, siteId }: ProjectRecord,
  inventory: Inventory,
): ProjectSubject {
  return {
    holders,
    site: siteId === undefined ? undefined : inventory.site(siteId),
  };
}

function toBudget({ kind, amount, currency }: NewProject['budget']): Budget {
  return { kind, amount, ...(currency ? { currency } : {}) } as Budget;
}

function toView(
  project: ProjectRecord,
  inventory: Inventory,
  { projectUpdate }: OnProjects,
  charged: Parameters<typeof budgetUse>[1] = [],
): Project {
  const changeable =
    !project.archived &&
    projectUpdate.allows(projectSubject(project, inventory));
  return {
    ...projectData(project, inventory),
    usage: budgetUse(project.budget, charged),
    actions: changeable ? ['update', 'archive'] : [],
  };
}
