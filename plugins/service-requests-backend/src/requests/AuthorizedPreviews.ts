import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { actorOf, requirePossible } from '@callboard/backend-access';
import type { Database } from '@callboard/backend-database';
import { invalidField } from '@callboard/backend-openapi';
import type {
  Diff,
  FileDiff,
  Preview,
  RequestDraft,
} from '@callboard/backstage-plugin-service-requests-common';
import { unifiedDiff } from '../manifests/unifiedDiff';
import type { Assessor } from './Assessor';
import { toItemRecord } from './prepareItems';
import type { RequestRights } from './RequestRights';
import type { PrepareItems, RequestsService } from './RequestsService';
import type { ReviewStore } from './ReviewStore';
import type { RevisionFile } from './types';

interface Options {
  assessor: Assessor;
  database: Database;
  inner: RequestsService;
  prepare: PrepareItems;
  reviews: ReviewStore;
  rights: RequestRights;
}

/** What a request would do, or does, to the repository; for who may see it. */
export class AuthorizedPreviews {
  readonly #options: Options;

  static create(options: Options): AuthorizedPreviews {
    return new AuthorizedPreviews(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async preview(
    draft: RequestDraft,
    credentials: BackstageCredentials,
  ): Promise<Preview> {
    const { assessor, inner, prepare, rights } = this.#options;
    const { requestCreate } = await rights.decide(credentials);
    requirePossible(requestCreate, 'request services');
    const replaced =
      draft.replaces === undefined
        ? undefined
        : await rights.visible(draft.replaces, credentials);
    await rights.requireTargets(draft.items, credentials);
    const owner = await rights.ownerOf(draft, credentials);
    await rights.requireOwner(owner, credentials);
    const regions = draft.regions ?? (draft.region ? [draft.region] : []);
    const prepared = await prepare(draft.items, regions, replaced?.items);
    const assessed = await inner.preview({
      id: replaced?.id ?? '00000000-0000-0000-0000-000000000000',
      title: draft.title ?? '',
      environment: draft.environment,
      regions,
      items: prepared.items,
      owner,
      requestedBy: actorOf(credentials),
      costCentre: draft.costCentre,
      endDate: draft.endDate || undefined,
      reason: draft.reason,
    });
    const fields = distinct([...prepared.fields, ...assessed.fields]);
    return {
      complete:
        fields.length === 0 &&
        !assessed.verdicts.some(({ result }) => result === 'deny'),
      fields,
      verdicts: assessed.verdicts,
      quotas: assessed.quotas,
      cost: assessed.cost,
      risk: assessed.risk,
      files: assessed.files.map(toFileDiff),
      approvalsNeeded: assessor.approvalsNeeded({
        environment: draft.environment,
        items: prepared.items.map(toItemRecord),
      }),
    };
  }

  async diff(
    id: string,
    revision: number | undefined,
    credentials: BackstageCredentials,
  ): Promise<Diff> {
    const { database, inner, prepare, reviews, rights } = this.#options;
    const request = await rights.visible(id, credentials);
    const wanted = revision ?? request.submittedRevision;
    const isCurrent =
      revision === undefined && request.submittedRevision !== request.revision;
    const stored =
      wanted === undefined || isCurrent
        ? undefined
        : await database.read(db => reviews.revision(db, id, wanted));
    if (stored) {
      return {
        revision: stored.revision,
        manifestHash: stored.manifestHash,
        baseSha: stored.baseSha,
        files: stored.files.map(toFileDiff),
      };
    }
    if (revision !== undefined && revision !== request.revision) {
      throw invalidField('query.revision', 'names no revision of this request');
    }
    const { items } = await prepare(
      request.items,
      request.regions,
      request.items,
    );
    const assessed = await inner.preview({ ...request, items });
    return {
      revision: request.revision,
      files: assessed.files.map(toFileDiff),
    };
  }
}

function toFileDiff({ path, item, before, after }: RevisionFile): FileDiff {
  return {
    path,
    item,
    change: changeOf(before, after),
    diff: unifiedDiff(before, after),
  };
}

function changeOf(
  before: string | undefined,
  after: string | undefined,
): FileDiff['change'] {
  if (before === undefined) {
    return 'added';
  }
  return after === undefined ? 'deleted' : 'changed';
}

function distinct<T extends { field: string }>(fields: T[]): T[] {
  return [...new Map(fields.map(one => [one.field, one])).values()];
}
