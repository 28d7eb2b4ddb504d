declare module '@callboard/workspace/postgres.mjs' {
  export function freePort(): Promise<number>;
  export function startPostgres(options?: {
    settings?: Record<string, string>;
  }): Promise<{
    port: number;
    connectionString: string;
    stop(): Promise<void>;
  }>;
}

declare module '@callboard/workspace/processes.mjs' {
  export class Server {
    static start(options: {
      name: string;
      args: string[];
      cwd: string;
      env: NodeJS.ProcessEnv;
      logFile: string;
    }): Server;
    readonly pid: number;
    readonly running: boolean;
    readonly exit: Promise<number | string>;
    log(): string;
    tail(lines?: number): string;
    kill(): void;
    stop(graceMs?: number): Promise<void>;
  }
  export function sleep(ms: number): Promise<void>;
  export function runInherited(
    command: string,
    args: string[],
    options?: { cwd?: string },
  ): Promise<number>;
}

declare module '@callboard/workspace/portal.mjs' {
  import type { Server } from '@callboard/workspace/processes.mjs';

  export const backstageCli: string;
  export interface Part {
    server: Server;
    isReady(): Promise<boolean>;
  }
  export function startBackend(options: {
    appPort: number;
    backendPort: number;
    dataDir: string;
    logDir: string;
  }): Part;
  export function waitUntilReady(
    parts: Part[],
    options?: { report?: (line: string) => void },
  ): Promise<void>;
}

declare module '@callboard/workspace/chromium.mjs' {
  export function findChromium(env?: NodeJS.ProcessEnv): string | undefined;
}

declare module '@callboard/workspace/paths.mjs' {
  export const repoRoot: string;
  export const testOutputDir: string;
}
