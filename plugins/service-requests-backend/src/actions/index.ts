import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { BodyChecker } from '@callboard/backend-openapi';
import type { AuthorizedParts } from '../services';
import { registerApproveRequest } from './approveRequest';
import { registerClaimRequest } from './claimRequest';
import { registerCommentOnRequest } from './commentOnRequest';
import { registerCreateOffering } from './createOffering';
import { registerCreateRequest } from './createRequest';
import { registerExtendService } from './extendService';
import { registerGetOffering } from './getOffering';
import { registerGetRequest } from './getRequest';
import { registerGetRequestDiff } from './getRequestDiff';
import { registerGetService } from './getService';
import { registerListOfferings } from './listOfferings';
import { registerListRequests } from './listRequests';
import { registerListSecrets } from './listSecrets';
import { registerListServices } from './listServices';
import { registerMergeRequest } from './mergeRequest';
import { registerPreviewRequest } from './previewRequest';
import { registerRebaseRequest } from './rebaseRequest';
import { registerRejectRequest } from './rejectRequest';
import { registerRequestChanges } from './requestChanges';
import { registerSetSandbox } from './setSandbox';
import { registerSubmitRequest } from './submitRequest';
import { registerUpdateOffering } from './updateOffering';
import { registerUpdateRequest } from './updateRequest';
import { registerWithdrawRequest } from './withdrawRequest';

/** What actions are made of: the same services that HTTP requests reach. */
export interface ActionDependencies extends Pick<
  AuthorizedParts,
  'offerings' | 'previews' | 'requests' | 'reviews' | 'services'
> {
  /** The checks that a body passes over HTTP. */
  checkBody: BodyChecker;
}

/** Offers the plugin's operations to templates and agents. */
export function registerActions(
  registry: ActionsRegistryService,
  dependencies: ActionDependencies,
): void {
  registerListOfferings(registry, dependencies);
  registerGetOffering(registry, dependencies);
  registerCreateOffering(registry, dependencies);
  registerUpdateOffering(registry, dependencies);
  registerPreviewRequest(registry, dependencies);
  registerCreateRequest(registry, dependencies);
  registerUpdateRequest(registry, dependencies);
  registerSubmitRequest(registry, dependencies);
  registerWithdrawRequest(registry, dependencies);
  registerRebaseRequest(registry, dependencies);
  registerListRequests(registry, dependencies);
  registerGetRequest(registry, dependencies);
  registerGetRequestDiff(registry, dependencies);
  registerClaimRequest(registry, dependencies);
  registerApproveRequest(registry, dependencies);
  registerRequestChanges(registry, dependencies);
  registerRejectRequest(registry, dependencies);
  registerMergeRequest(registry, dependencies);
  registerCommentOnRequest(registry, dependencies);
  registerListServices(registry, dependencies);
  registerGetService(registry, dependencies);
  registerExtendService(registry, dependencies);
  registerListSecrets(registry, dependencies);
  registerSetSandbox(registry, dependencies);
}
