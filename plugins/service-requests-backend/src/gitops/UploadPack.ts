import type { ServerResponse } from 'node:http';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { type GitProgram, spawnGit } from './runGit';

/**
 * `git upload-pack` for one request, as git's own http-backend runs it. Only the
 * main branch is shown: change sets that nobody approved, and the records of
 * pull requests, stay inside.
 */
export class UploadPack {
  readonly #program: GitProgram;
  readonly #settings: string[];
  readonly #logger: LoggerService;

  private constructor(
    program: GitProgram,
    branch: string,
    logger: LoggerService,
  ) {
    this.#program = program;
    this.#logger = logger;
    this.#settings = [
      'transfer.hideRefs=refs/',
      `transfer.hideRefs=!refs/heads/${branch}`,
      'uploadpack.allowFilter=false',
      'pack.threads=1',
    ].flatMap(setting => ['-c', setting]);
  }

  static create(options: {
    program: GitProgram;
    branch: string;
    logger: LoggerService;
  }): UploadPack {
    return new UploadPack(options.program, options.branch, options.logger);
  }

  /**
   * Writes what upload-pack says into the response, until it ends, the response
   * is closed or `signal` aborts; then no process of it is left.
   *
   * @throws InputError where it refused before it said anything.
   */
  run(options: {
    advertise: boolean;
    /** `version=1`, `version=2` or undefined. */
    protocol: string | undefined;
    body: Buffer;
    head: Buffer;
    contentType: string;
    response: ServerResponse;
    signal: AbortSignal;
  }): Promise<void> {
    const { advertise, protocol, body, head, contentType, response, signal } =
      options;
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        response.destroy();
        resolve();
        return;
      }
      const child = spawnGit(
        this.#program,
        [
          ...this.#settings,
          'upload-pack',
          '--strict',
          '--stateless-rpc',
          ...(advertise ? ['--advertise-refs'] : []),
          '.',
        ],
        protocol ? { GIT_PROTOCOL: protocol } : {},
        { group: true },
      );
      let stderr = '';
      const kill = () => killGroup(child.pid);
      const end = (code: number | null) => {
        signal.removeEventListener('abort', kill);
        if (signal.aborted) {
          response.destroy();
          resolve();
          return;
        }
        if (code !== 0) {
          this.#logger.debug(`git upload-pack ended (${code}): ${stderr}`);
        }
        if (code === 0 && !response.headersSent) {
          begin(response, contentType, head);
        }
        if (response.headersSent) {
          // An error was said in git's own words; half a pack is seen by its checksum.
          response.end();
          resolve();
          return;
        }
        reject(new InputError('This is no request that git understands'));
      };
      signal.addEventListener('abort', kill);
      child.on('error', reject);
      child.on('close', end);
      child.stderr.on('data', chunk => {
        stderr = `${stderr}${chunk}`.slice(-1000);
      });
      child.stdin.on('error', () => {});
      child.stdout.once('data', chunk => {
        begin(response, contentType, head);
        response.write(chunk);
        child.stdout.pipe(response, { end: false });
      });
      child.stdin.end(body);
    });
  }
}

function begin(
  response: ServerResponse,
  contentType: string,
  head: Buffer,
): void {
  response.writeHead(200, {
    'Content-Type': contentType,
    'Cache-Control': 'no-cache, max-age=0, must-revalidate, no-transform',
    Pragma: 'no-cache',
    Expires: 'Fri, 01 Jan 1980 00:00:00 GMT',
    'X-Content-Type-Options': 'nosniff',
  });
  response.write(head);
}

/** upload-pack starts pack-objects: both go. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) {
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
