import type { Request } from '@callboard/backstage-plugin-service-requests-common';
import { minutesAgo, REVIEWER, uuid } from './examples';
import { type Answer, type Call, NOT_FOUND, type Things } from './fakeServer';

/** Requests, as the backend answers about them. */
export function requestCall(things: Things, call: Call): Answer {
  const { method, parts, query, body } = call;
  const [, id, part] = parts;
  if (id === 'preview') {
    return { body: things.preview };
  }
  if (!id) {
    return method === 'POST'
      ? created(things, body)
      : { body: { items: listed(things.requests, query) } };
  }
  const index = things.requests.findIndex(request => request.id === id);
  const current = things.requests[index];
  if (!current) {
    return NOT_FOUND;
  }
  const put = (change: Partial<Request>): Answer => {
    things.requests[index] = {
      ...current,
      ...change,
      version: current.version + 1,
    };
    return { body: things.requests[index] };
  };
  switch (`${method} ${part ?? ''}`.trim()) {
    case 'GET':
      return { body: current };
    case 'GET diff':
      return {
        body: {
          revision: current.revision,
          manifestHash: current.manifestHash,
          files: things.preview.files,
        },
      };
    case 'GET timeline':
    case 'GET comments':
      return { body: { items: [] } };
    case 'PATCH': {
      const { items: _, ...change } = body;
      return put({ ...change, revision: current.revision + 1 });
    }
    case 'POST submit':
      return put({ status: 'submitted' });
    case 'POST withdraw':
      return put({ status: 'withdrawn', actions: [] });
    case 'POST claim':
      return put(
        body?.release
          ? { status: 'submitted', claim: undefined }
          : {
              status: 'in_review',
              claim: { by: REVIEWER, at: minutesAgo(0), deputy: body?.deputy },
            },
      );
    case 'POST approve':
      return put({
        status: 'approved',
        actions: ['merge'],
        approvals: [
          ...current.approvals,
          {
            id: uuid(70 + current.approvals.length),
            reviewer: REVIEWER,
            decision: 'approved',
            revision: body.revision,
            manifestHash: body.manifestHash,
            at: minutesAgo(0),
          },
        ],
      });
    case 'POST reject':
      return put({ status: 'rejected', actions: [] });
    case 'POST request-changes':
      return put({ status: 'changes_requested', actions: [] });
    case 'POST merge':
      return put({ status: 'merged', actions: [] });
    case 'POST rebase':
      return put({ status: 'submitted', revision: current.revision + 1 });
    case 'POST comments':
      return {
        status: 201,
        body: {
          id: uuid(90),
          author: REVIEWER,
          body: body.comment,
          at: minutesAgo(0),
          revision: current.revision,
        },
      };
    default:
      return NOT_FOUND;
  }
}

function created(things: Things, body: any): Answer {
  const { submit, items, regions = ['eu-west-1'], ...rest } = body;
  const request: Request = {
    id: uuid(500 + things.requests.length),
    version: 1,
    createdAt: minutesAgo(0),
    updatedAt: minutesAgo(0),
    owner: 'user:default/developer',
    requestedBy: 'user:default/developer',
    editors: [],
    regions,
    status: submit ? 'submitted' : 'draft',
    revision: 1,
    approvals: [],
    approvalsNeeded: 1,
    verdicts: [],
    quotas: [],
    cost: things.preview.cost!,
    risk: things.preview.risk,
    actions: ['update', 'submit', 'withdraw'],
    items: items.map((item: any, place: number) => ({
      id: uuid(600 + place),
      offeringTitle: item.offering,
      offeringVersion: 1,
      name: item.parameters?.name ?? '',
      status: submit ? 'submitted' : 'draft',
      placements: regions.map((region: string) => ({ region })),
      parameters: {},
      ...item,
    })),
    ...rest,
  };
  things.requests.push(request);
  return { status: 201, body: request };
}

function listed(requests: Request[], query: URLSearchParams): Request[] {
  const status = query.getAll('status');
  const is = (name: string, value: string) =>
    !query.has(name) || query.get(name) === value;
  return requests.filter(
    request =>
      (status.length === 0 || status.includes(request.status)) &&
      is('environment', request.environment) &&
      is('owner', request.owner) &&
      (query.get('reviewable') !== 'true' ||
        request.actions.includes('approve')) &&
      (!query.has('q') ||
        request.title.toLowerCase().includes(query.get('q')!.toLowerCase())),
  );
}
