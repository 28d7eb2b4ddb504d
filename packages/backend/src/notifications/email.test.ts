import type { AddressInfo } from 'node:net';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import {
  type NotificationService,
  notificationService,
} from '@backstage/plugin-notifications-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Notifier } from '@callboard/backend-outbox';
import { SMTPServer } from 'smtp-server';
import { emailNotifications } from './email';

jest.setTimeout(60_000);

interface Mail {
  to: string[];
  text: string;
}

/** A mail server that keeps what it is given, on loopback. */
async function startMailServer() {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', chunk => chunks.push(chunk));
      stream.on('end', () => {
        mails.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
  });
  await new Promise<void>(ready => {
    server.listen(0, '127.0.0.1', ready);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    mails,
    port,
    stop: () => new Promise<void>(done => server.close(() => done())),
  };
}

const user = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { profile: { email: `${name}@example.com` }, memberOf: [] },
});

describe('notifications by e-mail', () => {
  it('reach whom they are for, and nobody else, with title, text and link', async () => {
    const mailServer = await startMailServer();
    let notifications: NotificationService | undefined;
    const sender = createBackendPlugin({
      pluginId: 'reservations',
      register(env) {
        env.registerInit({
          deps: {
            service: notificationService,
            logger: coreServices.logger,
          },
          async init({ service }) {
            notifications = service;
          },
        });
      },
    });
    const backend = await startTestBackend({
      features: [
        notificationsPlugin,
        emailNotifications,
        sender,
        catalogServiceMock.factory({
          entities: [user('researcher'), user('student')],
        }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'https://portal.example.com' },
            notifications: {
              processors: {
                email: {
                  sender: 'callboard@example.com',
                  transportConfig: {
                    transport: 'smtp',
                    hostname: '127.0.0.1',
                    port: mailServer.port,
                  },
                },
              },
            },
          },
        }),
      ],
    });
    try {
      await Notifier.create(notifications!).send('user:default/researcher', {
        title: 'Training run begins soon',
        description: 'GPU cluster 1. Clear the scratch disk.',
        link: '/reservations/mine?booking=1',
        topic: 'upcoming',
        scope: 'reservations:upcoming:1',
      });
      await waitFor(() => mailServer.mails.length > 0);

      expect(mailServer.mails).toHaveLength(1);
      const [{ to, text }] = mailServer.mails;
      expect(to).toEqual(['researcher@example.com']);
      expect(text).toContain('Subject: Training run begins soon');
      const plain = text.replace(/=\r\n/g, '').replace(/=3D/g, '=');
      expect(plain).toContain('GPU cluster 1. Clear the scratch disk.');
      expect(plain).toContain(
        'https://portal.example.com/reservations/mine?booking=1',
      );
      expect(plain).not.toContain('student');
    } finally {
      await backend.stop();
      await mailServer.stop();
    }
  });

  it('are not asked for where nothing says how to send them', async () => {
    const backend = await startTestBackend({
      features: [
        notificationsPlugin,
        emailNotifications,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({
          data: { app: { baseUrl: 'https://portal.example.com' } },
        }),
      ],
    });
    expect(backend.server.listening).toBe(true);
    await backend.stop();
  });
});

async function waitFor(isDone: () => boolean): Promise<void> {
  for (const until = Date.now() + 20_000; !isDone() && Date.now() < until;) {
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
  }
}
