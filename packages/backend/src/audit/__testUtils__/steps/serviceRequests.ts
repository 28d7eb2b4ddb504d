import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { at, step, type Step } from './step';

const database = (name: string) => ({
  offering: 'postgresql',
  operation: 'create',
  parameters: { name, instanceClass: 'db.t4g.micro' },
});

const request = (name: string, more: object = {}) => ({
  title: 'A database',
  environment: 'staging',
  region: 'eu-west-1',
  items: [database(name)],
  ...more,
});

const remark = { comment: 'So be it' };

/** As one that is shipped, under another name. */
const storeDocument = {
  ...parse(
    readFileSync(
      join(
        dirname(
          require.resolve('@callboard/backstage-plugin-service-requests-backend/package.json'),
        ),
        'offerings/bucket.yaml',
      ),
      'utf8',
    ),
  ),
  name: 'store',
};

/** Requests, services and offerings. */
export const serviceRequestSteps: Step[] = [
  step(
    'createRequest',
    'researcher',
    'POST /requests',
    request('draft'),
    ['request.created'],
    { keep: 'draft' },
  ),
  step(
    'updateRequest',
    'researcher',
    'PATCH /requests/{draft}',
    { title: 'Another database' },
    ['request.changed'],
  ),
  step(
    'submitRequest',
    'researcher',
    'POST /requests/{draft}/submit',
    undefined,
    ['request.submitted'],
  ),
  step('claimRequest', 'admin', 'POST /requests/{draft}/claim', {}, [
    'request.claimed',
  ]),
  step('createComment', 'admin', 'POST /requests/{draft}/comments', remark, [
    'request.commented',
  ]),
  step(
    'requestChanges',
    'admin',
    'POST /requests/{draft}/request-changes',
    remark,
    ['request.changes_requested'],
  ),
  step(
    'withdrawRequest',
    'researcher',
    'POST /requests/{draft}/withdraw',
    undefined,
    ['request.withdrawn'],
  ),
  step(
    'createRequest',
    'researcher',
    'POST /requests',
    request('refused', { submit: true }),
    ['request.created', 'request.submitted'],
    { keep: 'refused' },
  ),
  step('rejectRequest', 'admin', 'POST /requests/{refused}/reject', remark, [
    'request.rejected',
  ]),
  step(
    'createRequest',
    'researcher',
    'POST /requests',
    request('closed', { submit: true }),
    ['request.created', 'request.submitted'],
    { keep: 'closed' },
  ),
  step(
    'rebaseRequest',
    'researcher',
    'POST /requests/{closed}/rebase',
    undefined,
    ['request.rebased', 'request.submitted'],
    {
      // As when somebody has closed its pull request.
      before: knex =>
        knex('request')
          .where({ title: 'A database', status: 'submitted' })
          .update({ status: 'pr_closed' }),
    },
  ),
  step(
    'createRequest',
    'researcher',
    'POST /requests',
    request('wanted', { submit: true }),
    ['request.created', 'request.submitted'],
    { keep: 'wanted' },
  ),
  step(
    'approveRequest',
    'admin',
    'POST /requests/{wanted}/approve',
    { revision: 1, manifestHash: '{manifestHash}' },
    ['request.approved', 'request.pull_request_opened'],
    { actors: ['user:default/admin', 'system'] },
  ),
  step(
    'mergeRequest',
    'admin',
    'POST /requests/{wanted}/merge',
    undefined,
    ['request.merged', 'service.created', 'request.converging'],
    { keep: 'wanted', actors: ['user:default/admin', 'system'] },
  ),
  step(
    'extendService',
    'researcher',
    'POST /services/{service}/extend',
    { endDate: at(1_000).slice(0, 10) },
    ['service.extended'],
  ),
  step(
    'createOffering',
    'admin',
    'POST /offerings',
    { document: storeDocument },
    ['offering.created'],
  ),
  step(
    'updateOffering',
    'admin',
    'PATCH /offerings/store',
    { status: 'archived' },
    ['offering.archived'],
  ),
];
