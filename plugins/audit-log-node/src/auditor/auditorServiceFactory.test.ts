import { auditorServiceFactory as stockAuditorServiceFactory } from '@backstage/backend-defaults/auditor';
import {
  type AuditorService,
  coreServices,
  createServiceFactory,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  ServiceFactoryTester,
} from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import type { Request } from 'express';
import { auditedAs, auditorServiceFactory } from '..';
import type { Access } from '../accesses/AccessLog';
import { accessLogServiceRef } from '../accesses/accessLogServiceRef';

type Logged = [level: string, message: string, meta: unknown];

function request(authorization?: string): Request {
  const headers: Record<string, string | undefined> = {
    authorization,
    'user-agent': 'Firefox',
  };
  return {
    headers,
    method: 'POST',
    originalUrl: '/api/x/things?secret=1',
    ip: '10.0.0.1',
    hostname: 'portal',
    get: (name: string) => headers[name],
  } as unknown as Request;
}

async function create(
  factory: ServiceFactory<AuditorService, 'plugin', 'singleton'>,
  auditLog: object = {},
) {
  const logged: Logged[] = [];
  const recorded: Access[] = [];
  const levels = (bound: object) =>
    Object.fromEntries(
      ['debug', 'info', 'warn', 'error'].map(level => [
        level,
        (message: string, meta: object) =>
          logged.push([level, message, { bound, meta }]),
      ]),
    );
  const child = (bound: object): any => ({
    ...levels(bound),
    child: (more: object) => child({ ...bound, ...more }),
  });
  const tester = ServiceFactoryTester.from(factory, {
    dependencies: [
      createServiceFactory({
        service: coreServices.logger,
        deps: {},
        factory: () => child({}),
      }),
      createServiceFactory({
        service: accessLogServiceRef,
        deps: {},
        factory: () => ({
          record: access => recorded.push(access),
          recordOnce: () => {},
        }),
      }),
      mockServices.auth.factory(),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: { auditor: { severityLogLevelMappings: { high: 'warn' } } },
          callboard: { auditLog },
        },
      }),
    ],
  });
  return { auditor: await tester.getSubject('webhooks'), logged, recorded };
}

async function useIt(auditor: AuditorService) {
  const bySomebody = request(mockCredentials.user.header());
  const shown = await auditor.createEvent({
    eventId: 'endpoint-secret-show',
    severityLevel: 'medium',
    request: bySomebody,
    meta: {
      ...auditedAs({
        action: 'endpoint.secret-shown',
        subject: { kind: 'endpoint', id: '1' },
        siteRefs: ['resource:default/campus'],
      }),
      scope: 'site',
    },
  });
  await shown.success({ meta: { more: 1 } });
  const refused = await auditor.createEvent({
    eventId: 'entity-mutate',
    severityLevel: 'high',
    request: bySomebody,
  });
  await refused.fail({ error: new NotAllowedError('not you') });
  const failed = await auditor.createEvent({
    eventId: 'task',
    severityLevel: 'critical',
    meta: { ...auditedAs({ actor: 'user:default/agent' }) },
  });
  await failed.fail({ error: new Error('broken') });
  const read = await auditor.createEvent({ eventId: 'entity-fetch' });
  await read.success();
  const unknown = await auditor.createEvent({
    eventId: 'connection',
    severityLevel: 'medium',
    request: request(),
  });
  await unknown.success();
  await auditor.createEvent({ eventId: 'begun', severityLevel: 'high' });
}

describe('auditorServiceFactory', () => {
  it('logs exactly what the stock service logs', async () => {
    const stock = await create(stockAuditorServiceFactory);
    const ours = await create(auditorServiceFactory);
    await useIt(stock.auditor);
    await useIt(ours.auditor);
    expect(stock.logged).toHaveLength(11);
    expect(ours.logged).toEqual(stock.logged);
  });

  it('puts on record what has ended and is severe enough', async () => {
    const { auditor, recorded } = await create(auditorServiceFactory);
    await useIt(auditor);
    expect(recorded).toEqual([
      {
        action: 'endpoint.secret-shown',
        outcome: 'succeeded',
        actor: 'user:default/mock',
        severity: 'medium',
        subject: { kind: 'endpoint', id: '1' },
        siteRefs: ['resource:default/campus'],
        request: {
          method: 'POST',
          path: '/api/x/things',
          ip: '10.0.0.1',
          userAgent: 'Firefox',
        },
        data: { scope: 'site', more: 1 },
      },
      expect.objectContaining({
        action: 'webhooks.entity-mutate',
        outcome: 'denied',
        severity: 'high',
        data: { error: { name: 'NotAllowedError', message: 'not you' } },
      }),
      expect.objectContaining({
        action: 'webhooks.task',
        outcome: 'failed',
        actor: 'user:default/agent',
      }),
      expect.objectContaining({
        action: 'webhooks.connection',
        outcome: 'succeeded',
        actor: 'anonymous',
        request: expect.objectContaining({ ip: '10.0.0.1' }),
      }),
    ]);
  });

  it.each([
    ['low', 5],
    ['high', 2],
    ['critical', 1],
  ])('of %s severity and above: %p', async (minimumSeverity, count) => {
    const { auditor, recorded } = await create(auditorServiceFactory, {
      minimumSeverity,
    });
    await useIt(auditor);
    expect(recorded).toHaveLength(count);
  });

  it('refuses a severity that there is not', async () => {
    await expect(
      create(auditorServiceFactory, { minimumSeverity: 'severe' }),
    ).rejects.toThrow(
      "callboard.auditLog.minimumSeverity is 'severe' and must be one of low, medium, high, critical",
    );
  });
});
