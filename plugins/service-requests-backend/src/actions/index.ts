import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { FieldsOf } from '@callboard/backend-access';
import type { BodyChecker } from '@callboard/backend-openapi';
import type { ServiceRequestsSchemas } from '@callboard/backstage-plugin-service-requests-common';
import type { AuthorizedParts } from '../services';
import { registerApproveRequest } from './approveRequest';
import { registerClaimRequest } from './claimRequest';
import { registerCommentOnRequest } from './commentOnRequest';
import { registerCreateOffering } from './createOffering';
import { registerCreateRequest } from './createRequest';
import { registerExtendService } from './extendService';
import { registerGetOffering } from './getOffering';
import { registerGetOptions } from './getOptions';
import { registerGetRequest } from './getRequest';
import { registerGetRequestDiff } from './getRequestDiff';
import { registerGetRequestTimeline } from './getRequestTimeline';
import { registerGetService } from './getService';
import { registerGetServiceDependents } from './getServiceDependents';
import { registerGetServiceMetrics } from './getServiceMetrics';
import { registerGetSummary } from './getSummary';
import { registerListOfferings } from './listOfferings';
import { registerListPolicies } from './listPolicies';
import { registerListQuotas } from './listQuotas';
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
  'offerings' | 'portal' | 'previews' | 'requests' | 'reviews' | 'services'
> {
  /** The checks that a body passes over HTTP. */
  checkBody: BodyChecker;
  /** What the OpenAPI document says of fields. */
  fieldsOf: FieldsOf<ServiceRequestsSchemas>;
}

/** Offers the plugin's operations to templates and agents. */
export function registerActions(
  registry: ActionsRegistryService,
  dependencies: ActionDependencies,
): void {
  registerGetOptions(registry, dependencies);
  registerGetSummary(registry, dependencies);
  registerListPolicies(registry, dependencies);
  registerListQuotas(registry, dependencies);
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
  registerGetRequestTimeline(registry, dependencies);
  registerClaimRequest(registry, dependencies);
  registerApproveRequest(registry, dependencies);
  registerRequestChanges(registry, dependencies);
  registerRejectRequest(registry, dependencies);
  registerMergeRequest(registry, dependencies);
  registerCommentOnRequest(registry, dependencies);
  registerListServices(registry, dependencies);
  registerGetService(registry, dependencies);
  registerGetServiceMetrics(registry, dependencies);
  registerGetServiceDependents(registry, dependencies);
  registerExtendService(registry, dependencies);
  registerListSecrets(registry, dependencies);
  registerSetSandbox(registry, dependencies);
}
