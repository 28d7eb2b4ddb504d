import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import type { Database } from '@callboard/backend-database';
import {
  type DomainEvent,
  type EventNotification,
  withTranslations,
} from '@callboard/backend-outbox';
import type { RequestStore } from '../requests/RequestStore';
import type { ReviewStore } from '../requests/ReviewStore';
import type { ServiceStore } from '../services/ServiceStore';
import { decided } from './decisions';
import { discussed } from './discussion';
import { ended, expiring } from './expiry';
import { ready } from './ready';
import { deputyNamed, reviewAsked } from './reviews';
import { en, otherTexts } from './texts';
import type { Facts, Teller } from './told';
import { unwell } from './unwell';

const TELLERS: Record<string, Teller> = {
  'request.created': ended,
  'request.submitted': reviewAsked,
  'request.claimed': deputyNamed,
  'request.approved': decided,
  'request.changes_requested': decided,
  'request.rejected': decided,
  'request.policy_failed': decided,
  'request.withdrawn': decided,
  'request.expired': decided,
  'request.conflicted': decided,
  'request.pull_request_closed': decided,
  'request.commented': discussed,
  'request.ready': ready,
  'service.status_changed': unwell,
  'service.expiring': expiring,
};

/** Whether anybody may have to be told of it at all. */
export function isTold({ type }: DomainEvent): boolean {
  return Object.hasOwn(TELLERS, type);
}

/**
 * Who is told of an event, and in which words: in English, and what that is in
 * every other language, since who is in a group that is told is not known here. The topic of each is what people
 * switch off and on in their notification settings, for every channel.
 */
export function createNotificationsOf(options: {
  /** The portal's; who has which role is in it. */
  config: Config;
  database: Database;
  requests: RequestStore;
  reviews: ReviewStore;
  services: ServiceStore;
}): (event: DomainEvent) => Promise<EventNotification[]> {
  const facts = createFacts(options);
  return async event => {
    if (!isTold(event)) {
      return [];
    }
    const tell = TELLERS[event.type];
    const others = await Promise.all(
      Object.entries(otherTexts).map(async ([language, texts]) => [
        language,
        await tell(event, facts, texts),
      ]),
    );
    return withTranslations(
      await tell(event, facts, en),
      Object.fromEntries(others),
    );
  };
}

function createFacts({
  config,
  database,
  requests,
  reviews,
  services,
}: Parameters<typeof createNotificationsOf>[0]): Facts {
  return {
    reviewers: holdersOf(config, 'service-reviewer'),
    operations: holdersOf(config, 'operations'),
    services: ids => database.read(db => services.byIds(db, ids)),
    talkers: id =>
      database.read(async db => [
        ...(await reviews.decisionsOf(db, [id])).map(
          ({ reviewer }) => reviewer,
        ),
        ...(await reviews.comments(db, id)).map(({ author }) => author),
      ]),
    isDraft: async id => {
      const request = await database.read(db => requests.get(db, id));
      return request?.status === 'draft';
    },
  };
}

function holdersOf(config: Config, role: string): string[] {
  const refs = config.getOptionalStringArray(`callboard.access.roles.${role}`);
  return (refs ?? []).map(ref => stringifyEntityRef(parseEntityRef(ref)));
}
