import { NotAllowedError } from '@backstage/errors';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { actorOf, requirePossible } from '@callboard/backend-access';
import { refusing, type ReplyStream } from '@callboard/backend-openapi';
import type { AccessLog } from '@callboard/backstage-plugin-audit-log-node';
import type { UsageReport } from '@callboard/backstage-plugin-reservations-common';
import type { Inventory, ResourceFacts, SiteFacts } from '../domain/Inventory';
import type {
  ReportQuestion,
  ReportResult,
  UsageReport as Report,
} from '../domain/reports';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { People } from '../people/People';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import { csvLines } from './csv';
import type { Owners } from './Owners';
import type { ReportMaker } from './ReportMaker';
import type { ReadBooking } from './ReportStore';
import { reportView } from './reportView';
import { type ReportSelection, selectResources } from './selectResources';

const WHAT = 'see usage reports';

interface Options {
  maker: ReportMaker;
  inventory: InventoryCache;
  owners: Owners;
  people: People;
  access: AccessDecider;
  accessLog: AccessLog;
}

/** What somebody reports on. */
interface Scope {
  kind: UsageReport['scope'];
  decisions: Decisions<'reportRead' | 'resourceRead'>;
  inventory: Inventory;
  /** Sites of which everything counts. */
  sites: ReadonlySet<SiteFacts>;
  /** Whom the caller leads, as entity refs. */
  team: ReadonlySet<string>;
}

/**
 * Reports on what the caller may report on: everything, the sites they look
 * after, what their team used. Each part of a booking is asked about by itself,
 * so of a booking of two sites each site's admins count theirs; what is in a site
 * that the caller does not see counts for nobody of theirs either.
 */
export class AuthorizedReports {
  readonly #options: Options;

  static create(options: Options): AuthorizedReports {
    return new AuthorizedReports(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /** Throws a 403 for who has nothing to report on. */
  async authorize(credentials: BackstageCredentials): Promise<void> {
    await this.#scopeOf(credentials);
  }

  async usage(
    question: ReportQuestion,
    selection: ReportSelection,
    credentials: BackstageCredentials,
    signal?: AbortSignal,
  ): Promise<UsageReport> {
    const scope = await this.#scopeOf(credentials);
    const selected = selectResources(scope.inventory, selection).filter(
      resource =>
        scope.decisions.resourceRead.allows(resource) &&
        (scope.team.size > 0 || scope.sites.has(resource.site)),
    );
    const isTeam = scope.kind === 'team';
    const report = await this.#options.maker.make({
      question,
      inventory: scope.inventory,
      selected,
      measured: isTeam
        ? selected
        : selected.filter(({ site }) => scope.sites.has(site)),
      filter: isTeam ? scope.decisions.reportRead.filter : undefined,
      visible: booking => visible(booking, scope),
      signal,
    });
    return this.#view(question, report, scope);
  }

  /** The rows as a file; that they were taken away is recorded. */
  async csv(
    question: ReportQuestion,
    selection: ReportSelection,
    credentials: BackstageCredentials,
    signal?: AbortSignal,
  ): Promise<ReplyStream> {
    const report = await this.usage(question, selection, credentials, signal);
    this.#options.accessLog.record({
      action: 'report.exported',
      outcome: 'succeeded',
      actor: actorOf(credentials),
      severity: 'medium',
      subject: { kind: 'report', id: report.groupBy },
      siteRefs: selection.siteRefs ?? [],
      refs: {},
    });
    const [from, to] = [report.from, report.to].map(at => at.slice(0, 10));
    return {
      contentType: 'text/csv; charset=utf-8',
      write: async res => {
        res.setHeader(
          'Content-Disposition',
          `attachment; filename="usage-by-${report.groupBy}-${from}-${to}.csv"`,
        );
        for (const line of csvLines(report)) {
          res.write(line);
        }
      },
    };
  }

  async #scopeOf(credentials: BackstageCredentials): Promise<Scope> {
    const decisions = await this.#options.access.decide(credentials, [
      'reportRead',
      'resourceRead',
    ]);
    requirePossible(decisions.reportRead, WHAT);
    const inventory = await this.#options.inventory.latest();
    const caller = await this.#options.people.caller(credentials);
    const sites = new Set(
      [...inventory.resources()]
        .map(({ site }) => site)
        .filter(site => decisions.reportRead.allows(partIn(site))),
    );
    const team = new Set(caller?.team ?? []);
    const everything = !decisions.reportRead.filter;
    if (!everything && sites.size === 0 && team.size === 0) {
      throw refusing(new NotAllowedError(`You may not ${WHAT}`), {
        what: WHAT,
      });
    }
    const some = sites.size > 0 ? 'sites' : 'team';
    return {
      kind: everything ? 'all' : some,
      decisions,
      inventory,
      sites,
      team,
    };
  }

  async #view(
    question: ReportQuestion,
    report: Report,
    scope: Scope,
  ): Promise<UsageReport> {
    const { owners } = this.#options;
    const { groupBy } = question;
    const groups =
      groupBy === 'group'
        ? await owners.groups([...report.owners])
        : new Map<string, string[]>();
    const result = report.result(owner => {
      const all = groups.get(owner) ?? [];
      return scope.kind === 'team'
        ? all.filter(ref => scope.team.has(ref))
        : all;
    });
    const rows =
      scope.kind === 'team' ? result.rows.filter(isUsed) : result.rows;
    const ofPeople = groupBy === 'owner' || groupBy === 'group';
    const people = ofPeople
      ? await owners.titles(rows.map(({ key }) => key).filter(Boolean))
      : new Map<string, string>();
    return reportView(question, withoutOthers({ ...result, rows }, scope), {
      scope: scope.kind,
      titleOf: key => people.get(key) ?? titleIn(scope.inventory, key, groupBy),
    });
  }
}

/** Of what is not the team's, there is nothing that a share could be of. */
function withoutOthers(result: ReportResult, scope: Scope): ReportResult {
  if (scope.kind !== 'team') {
    return result;
  }
  const alone = <T extends { use?: unknown }>(one: T) => ({
    ...one,
    use: undefined,
  });
  return {
    ...result,
    rows: result.rows.map(alone),
    totals: alone(result.totals),
    trend: {
      ...result.trend,
      points: result.trend.points.map(point => ({ ...point, capacity: 0 })),
    },
    peakHours: result.peakHours.map(day =>
      day.map(({ used }) => ({ used, capacity: 0 })),
    ),
  };
}

function isUsed({ tally }: ReportResult['rows'][number]): boolean {
  const { noShow, cancelled, released } = tally.unused;
  return [tally.booked, noShow, cancelled, released].some(
    count => count.bookings > 0,
  );
}

/** The booking, with what of it the caller reports on. */
function visible(booking: ReadBooking, scope: Scope): ReadBooking {
  const { inventory, decisions, team } = scope;
  const isCounted = (resource: ResourceFacts | undefined) =>
    resource !== undefined &&
    decisions.resourceRead.allows(resource) &&
    (scope.sites.has(resource.site) ||
      (team.size > 0 &&
        decisions.reportRead.allows({
          ...partIn(resource.site),
          owner: booking.owner,
          bookedBy: booking.bookedBy,
          transferred: booking.transferred,
        })));
  return {
    ...booking,
    resources: booking.resources.filter(({ id }) =>
      isCounted(inventory.resource(id)),
    ),
  };
}

/** A part of somebody's booking that is in this site. */
function partIn(site: SiteFacts) {
  return {
    owner: '',
    bookedBy: '',
    transferred: false,
    participants: [],
    approvers: [],
    requestedBy: [],
    sites: [site],
  };
}

function titleIn(
  inventory: Inventory,
  key: string,
  groupBy: ReportQuestion['groupBy'],
): string {
  switch (groupBy) {
    case 'resource':
      return inventory.resourceByRef(key)?.title ?? key;
    case 'site':
      return inventory.siteByRef(key)?.title ?? key;
    case 'type':
      return inventory.typeByName(key)?.title ?? key;
    default:
      return key;
  }
}
