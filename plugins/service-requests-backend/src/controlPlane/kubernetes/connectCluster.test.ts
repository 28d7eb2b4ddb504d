import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { FakeCluster } from './__testUtils__/FakeCluster';

jest.setTimeout(60_000);

/**
 * Jest cannot load the client library (an ES module). What is tested here is
 * how it is used, so it runs where it runs: in Node, which reads TypeScript.
 */
const SCRIPT = `
  import https from 'node:https';
  import http from 'node:http';
  const [, file, options] = process.argv;
  try {
    const { connectCluster } = await import(file);
    const { requestOptions, server } = await connectCluster(JSON.parse(options));
    const url = server + '/apis/rds.aws.m.upbound.io/v1beta1';
    const { get } = url.startsWith('https:') ? https : http;
    const status = await new Promise(async (resolve, reject) => {
      get(url, await requestOptions(), response => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });
    console.log(JSON.stringify({ server, status }));
  } catch (error) {
    console.log(JSON.stringify({ error: error.code ?? error.message }));
  }
  process.exit(0);
`;

async function run(options: object, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      SCRIPT,
      join(__dirname, 'connectCluster.ts'),
      JSON.stringify(options),
    ],
    {
      cwd: __dirname,
      env: { PATH: process.env.PATH, HOME: '/nowhere', ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  let output = '';
  for await (const chunk of child.stdout) {
    output += chunk;
  }
  return JSON.parse(output);
}

describe('connectCluster', () => {
  let folder: string;
  let cluster: FakeCluster;
  let authority: string;

  beforeAll(async () => {
    const { cert, private: key } = generate(
      [{ name: 'commonName', value: '127.0.0.1' }],
      {
        algorithm: 'sha256',
        days: 2,
        keySize: 2048,
        extensions: [
          { name: 'basicConstraints', cA: true },
          { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
        ],
      },
    );
    authority = Buffer.from(cert).toString('base64');
    folder = await mkdtemp(join(tmpdir(), 'callboard-kubeconfig-'));
    cluster = await FakeCluster.start(
      {
        instances: {
          apiVersion: 'rds.aws.m.upbound.io/v1beta1',
          kind: 'Instance',
        },
      },
      { cert, key },
    );
    cluster.token = 'the-token';
  });

  afterAll(async () => {
    await cluster.close();
    await rm(folder, { recursive: true });
  });

  async function kubeconfig(trusted = true): Promise<string> {
    const file = join(folder, `config-${trusted}`);
    const server = `https://127.0.0.1:${cluster.port}/`;
    await writeFile(
      file,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [
          {
            name: 'here',
            cluster: trusted
              ? { server, 'certificate-authority-data': authority }
              : { server },
          },
        ],
        users: [
          { name: 'known', user: { token: 'the-token' } },
          { name: 'stranger', user: { token: 'another' } },
        ],
        contexts: [
          { name: 'known', context: { cluster: 'here', user: 'known' } },
          { name: 'stranger', context: { cluster: 'here', user: 'stranger' } },
        ],
        'current-context': 'known',
      }),
    );
    return file;
  }

  it('is let in with the token of the kubeconfig, over TLS', async () => {
    expect(await run({ kubeconfig: await kubeconfig() })).toEqual({
      server: `https://127.0.0.1:${cluster.port}`,
      status: 200,
    });
  });

  it('takes the kubeconfig of the environment where none is named', async () => {
    expect(await run({}, { KUBECONFIG: await kubeconfig() })).toMatchObject({
      status: 200,
    });
  });

  it('takes another context where it is told to', async () => {
    expect(
      await run({ kubeconfig: await kubeconfig(), context: 'stranger' }),
    ).toMatchObject({ status: 401 });
  });

  it('does not trust a certificate that nobody vouches for', async () => {
    expect(await run({ kubeconfig: await kubeconfig(false) })).toEqual({
      error: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_VERIFY/),
    });
  });

  it('says which contexts there are where one is not', async () => {
    expect(
      await run({ kubeconfig: await kubeconfig(), context: 'missing' }),
    ).toEqual({
      error: "The kubeconfig has no context 'missing'; it has known, stranger",
    });
  });
});
