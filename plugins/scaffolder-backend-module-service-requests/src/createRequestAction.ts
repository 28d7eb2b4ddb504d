import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  createServiceRequestsClient,
  type NewRequest,
  type Preview,
  ServiceRequestsError,
} from '@callboard/backstage-plugin-service-requests-common';
import { examples } from './examples';

/** What is handed on from one run of a task to the next. */
type Filed = { id: string; status: string };

const OPERATIONS = ['create', 'scale', 'update', 'decommission'] as const;

/**
 * `callboard:service-requests:create` files a request as the person who runs the
 * template, and ends there: review, merge and what is made of it are on the
 * request's own page. However often a task is run again it files one request: a
 * checkpoint remembers it, and where the task died before that was written the
 * idempotency key finds it.
 */
export function createRequestAction(services: {
  auth: AuthService;
  discovery: DiscoveryService;
}) {
  return createTemplateAction({
    id: 'callboard:service-requests:create',
    description:
      'Files a request for cloud services, as the person who runs the template. A dry run previews it.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        title: z => z.string().describe('What reviewers see first'),
        environment: z => z.string().describe('For example staging'),
        regions: z =>
          z
            .array(z.string())
            .optional()
            .describe('Not needed where every item has a target'),
        items: z =>
          z
            .array(
              z.object({
                offering: z.string(),
                operation: z.enum(OPERATIONS),
                parameters: z
                  .record(z.any())
                  .optional()
                  .describe('By the schema of the operation'),
                targetRef: z
                  .string()
                  .optional()
                  .describe('Entity ref of the service to change'),
                confirm: z
                  .string()
                  .optional()
                  .describe('For decommission: the service’s name, typed'),
              }),
            )
            .min(1)
            .describe('One review and one pull request for all of them'),
        owner: z =>
          z
            .string()
            .optional()
            .describe('User or group; who runs the template if not given'),
        costCentre: z => z.string().optional(),
        reason: z => z.string().optional(),
        endDate: z => z.string().optional().describe('YYYY-MM-DD'),
        submit: z =>
          z
            .boolean()
            .optional()
            .describe('Hand it in for review (the default), or leave a draft'),
      },
      output: {
        id: z => z.string().describe('Empty in a dry run'),
        status: z =>
          z.string().describe('submitted or draft; in a dry run preview'),
        link: z => z.string().describe('Path of the request in the portal'),
      },
    },
    async handler(ctx) {
      const { submit = true, ...given } = ctx.input;
      const request: NewRequest = { ...withoutEmpty(given), submit };
      const client = clientFor(
        services,
        await ctx.getInitiatorCredentials(),
        ctx.signal,
      );
      if (ctx.isDryRun) {
        const { submit: _, ...draft } = request;
        const { data } = await client
          .POST('/requests/preview', { body: draft })
          .catch(refuse);
        report(data!, ctx.logger);
        ctx.output('id', '');
        ctx.output('status', 'preview');
        ctx.output('link', '/service-requests');
        return;
      }
      const key = `template-${ctx.task.id}-${ctx.step?.id ?? 'step'}`;
      const filed = await ctx.checkpoint<Filed>({
        key: `service-requests.create.${ctx.step?.id ?? 'step'}`,
        fn: async () => {
          const { data } = await client
            .POST('/requests', {
              params: { header: { 'Idempotency-Key': key } },
              body: request,
            })
            .catch(refuse);
          return { id: data!.id, status: data!.status };
        },
      });
      const link = `/service-requests/requests/${filed.id}`;
      ctx.logger.info(`The request is ${filed.status}: ${link}`);
      ctx.output('id', filed.id);
      ctx.output('status', filed.status);
      ctx.output('link', link);
    },
  });
}

function clientFor(
  { auth, discovery }: { auth: AuthService; discovery: DiscoveryService },
  credentials: BackstageCredentials,
  signal?: AbortSignal,
) {
  return createServiceRequestsClient({
    discovery,
    fetch: async request => {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: credentials,
        targetPluginId: 'service-requests',
      });
      request.headers.set('authorization', `Bearer ${token}`);
      return fetch(request, { signal });
    },
  });
}

/** A field of a form that was left empty is not there. */
function withoutEmpty<T extends object>(given: T): T {
  return Object.fromEntries(
    Object.entries(given).filter(
      ([, value]) => value !== undefined && value !== '',
    ),
  ) as T;
}

/** Why it was refused, with every field and verdict: a log has one line. */
function refuse(error: unknown): never {
  if (!(error instanceof ServiceRequestsError)) {
    throw error;
  }
  const reasons = [
    ...error.fields.map(({ field, message }) => `${field} ${message}`),
    ...error.verdicts
      .filter(({ result, overridden }) => result === 'deny' && !overridden)
      .map(({ message, passes }) =>
        passes ? `${message} (${passes})` : message,
      ),
    ...error.quotas.map(
      ({ title, limit, used, pending, asked }) =>
        `${title}: ${used + pending + asked} of ${limit}`,
    ),
  ].filter(reason => !error.message.includes(reason));
  const message = [error.message, ...reasons].join('; ');
  if (error.status === 403) {
    throw new NotAllowedError(message);
  }
  if (error.status >= 400 && error.status < 500) {
    throw new InputError(message);
  }
  throw error;
}

function report(
  { complete, fields, verdicts, cost, risk, files }: Preview,
  logger: { info(text: string): void; warn(text: string): void },
): void {
  logger.info(
    complete
      ? 'The request could be handed in as it is'
      : 'The request could not be handed in as it is',
  );
  for (const { field, message } of fields) {
    logger.warn(`${field} ${message}`);
  }
  for (const { result, message } of verdicts) {
    if (result !== 'allow') {
      logger.warn(`${result}: ${message}`);
    }
  }
  if (cost?.delta !== undefined) {
    logger.info(
      `Estimate for a month: ${cost.delta.toFixed(2)} ${cost.currency}`,
    );
  }
  for (const unknown of cost?.unknown ?? []) {
    logger.info(`Cost unknown: ${unknown}`);
  }
  logger.info(`Risk: ${[risk.level, ...risk.reasons].join('; ')}`);
  for (const { path, change } of files) {
    logger.info(`${change} ${path}`);
  }
}
