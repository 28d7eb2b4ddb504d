import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { PluginRequests } from '@callboard/plugin-requests';

export interface Asked {
  path: string;
  body: any;
}

/** A stand-in for the audit log that answers as it is told. */
export async function standIn(
  answer: (asked: Asked, nth: number) => number | Promise<number>,
) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) {
      text += chunk;
    }
    const one = { path: request.url!, body: JSON.parse(text) };
    asked.push(one);
    response.statusCode = await answer(one, asked.length);
    response.end('{"error":{"name":"Refused","message":"not like that"}}');
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const deps = {
    auth: mockServices.auth({ pluginId: 'reservations' }),
    discovery: mockServices.discovery.mock({
      getBaseUrl: async () => `http://127.0.0.1:${port}`,
    }),
  };
  return {
    asked,
    deps,
    requests: PluginRequests.create({ ...deps, target: 'audit-log' }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type StandIn = Awaited<ReturnType<typeof standIn>>;
