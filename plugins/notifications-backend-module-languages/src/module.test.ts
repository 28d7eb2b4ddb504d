import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import {
  type NotificationService,
  notificationService,
} from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import request from 'supertest';
import languages from '.';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const researcher = 'user:default/researcher';
const student = 'user:default/student';

const user = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { memberOf: ['lab'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/lab' }],
});

const lab: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'lab', namespace: 'default' },
  spec: { type: 'team', children: [] },
  relations: [researcher, student].map(targetRef => ({
    type: 'hasMember',
    targetRef,
  })),
};

async function start(knex: Knex) {
  let notifications: NotificationService | undefined;
  const sender = createBackendPlugin({
    pluginId: 'reservations',
    register(env) {
      env.registerInit({
        deps: { service: notificationService, logger: coreServices.logger },
        async init({ service }) {
          notifications = service;
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      notificationsPlugin,
      languages,
      sender,
      catalogServiceMock.factory({
        entities: [user('researcher'), user('student'), lab],
      }),
      mockServices.database.factory({ knex }),
      mockServices.rootConfig.factory({
        data: { app: { baseUrl: 'https://portal.example.com' } },
      }),
    ],
  });
  const as = (ref: string) => mockCredentials.user.header(ref);
  return {
    backend,
    notifications: notifications!,
    choose: (ref: string, language: unknown) =>
      request(backend.server)
        .put('/api/notifications/callboard/language')
        .set('Authorization', as(ref))
        .send({ language }),
    chosen: (ref: string) =>
      request(backend.server)
        .get('/api/notifications/callboard/language')
        .set('Authorization', as(ref)),
    read: async (ref: string) => {
      const { body } = await request(backend.server)
        .get('/api/notifications/notifications')
        .set('Authorization', as(ref));
      return body.notifications.map(
        ({ payload }: { payload: object }) => payload,
      );
    },
  };
}

describe.each(databases.eachSupportedId())('languages on %p', id => {
  it('tell each recipient of a group in the language they have chosen', async () => {
    const portal = await start(await databases.init(id));
    try {
      expect((await portal.choose(researcher, 'it')).body).toEqual({
        language: 'it',
      });
      expect((await portal.chosen(researcher)).body).toEqual({
        language: 'it',
      });
      expect((await portal.chosen(student)).body).toEqual({});

      await portal.notifications.send({
        recipients: { type: 'entity', entityRef: 'group:default/lab' },
        payload: {
          title: 'Training run has begun',
          description: 'GPU node 1.',
          link: '/reservations/mine',
          metadata: {
            translations: {
              it: {
                title: '“Training run” è iniziata',
                description: 'Nodo 1.',
              },
            },
          },
        },
      });
      expect(await portal.read(researcher)).toEqual([
        expect.objectContaining({
          title: '“Training run” è iniziata',
          description: 'Nodo 1.',
          link: '/reservations/mine',
        }),
      ]);
      expect(await portal.read(student)).toEqual([
        expect.objectContaining({
          title: 'Training run has begun',
          description: 'GPU node 1.',
        }),
      ]);
      expect(JSON.stringify(await portal.read(student))).not.toContain(
        'iniziata',
      );
    } finally {
      await portal.backend.stop();
    }
  });

  it('leave what is sent without translations, or in none of theirs', async () => {
    const portal = await start(await databases.init(id));
    try {
      await portal.choose(researcher, 'de');
      await portal.choose(researcher, 'it');
      for (const metadata of [
        undefined,
        { translations: 'none' },
        { translations: { de: { title: 'Begonnen' } } },
      ]) {
        await portal.notifications.send({
          recipients: { type: 'entity', entityRef: researcher },
          payload: { title: 'Begun', metadata },
        });
      }
      expect(
        (await portal.read(researcher)).map(
          ({ title }: { title: string }) => title,
        ),
      ).toEqual(['Begun', 'Begun', 'Begun']);
    } finally {
      await portal.backend.stop();
    }
  });

  it('are chosen by people, for themselves, and are languages', async () => {
    const portal = await start(await databases.init(id));
    try {
      for (const wrong of ['', 'Italian!', 7, undefined, 'x'.repeat(30)]) {
        expect((await portal.choose(researcher, wrong)).status).toBe(400);
      }
      const service = await request(portal.backend.server)
        .put('/api/notifications/callboard/language')
        .set('Authorization', mockCredentials.service.header())
        .send({ language: 'it' });
      expect(service.status).toBe(403);
    } finally {
      await portal.backend.stop();
    }
  });
});
