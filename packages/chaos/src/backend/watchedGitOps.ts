import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { EmbeddedGitOps } from '@callboard/backstage-plugin-service-requests-backend';
import { serviceRequestsExtensionPoint } from '@callboard/backstage-plugin-service-requests-node';
import { reach } from './crashModule';

const STEPS = new Set([
  'ensureBranch',
  'putFiles',
  'ensurePullRequest',
  'merge',
]);

/** The portal's own repository, through a backend that tells of each step before and after it. */
export const watchedGitOps = createBackendModule({
  pluginId: 'service-requests',
  moduleId: 'watched-gitops',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        parts: serviceRequestsExtensionPoint,
      },
      async init({ config, logger, parts }) {
        const directory = config.getString(
          'callboard.serviceRequests.gitops.directory',
        );
        const gitops = await EmbeddedGitOps.create({ directory, logger });
        parts.setGitOpsBackend(
          new Proxy(gitops, { get: (target, name) => told(target, name) }),
        );
      },
    });
  },
});

function told(target: EmbeddedGitOps, name: string | symbol): unknown {
  const member = Reflect.get(target, name, target);
  if (typeof member !== 'function') {
    return member;
  }
  const call = String(name);
  if (!STEPS.has(call)) {
    return member.bind(target);
  }
  return async (...args: unknown[]) => {
    reach({ kind: 'git', phase: 'before', call });
    const answer = await member.apply(target, args);
    reach({ kind: 'git', phase: 'after', call });
    return answer;
  };
}
