import type { Question } from '@callboard/backend-access';
import * as common from '@callboard/backstage-plugin-service-requests-common';
import type { RequestSubject, ServiceSubject } from './resourceRefs';
import { requestRules, serviceRules } from './rules';

type AskedPermission = Question<unknown>['permission'];

const onRequest = (permission: AskedPermission): Question<RequestSubject> => ({
  permission,
  rules: requestRules,
});
const onService = (permission: AskedPermission): Question<ServiceSubject> => ({
  permission,
  rules: serviceRules,
});
const onNothing = (permission: AskedPermission): Question<undefined> => ({
  permission,
  rules: [],
});

/** Every permission of the plugin with the rules its conditions may use. */
export const questions = {
  offeringRead: onNothing(common.offeringReadPermission),
  offeringManage: onNothing(common.offeringManagePermission),
  requestRead: onRequest(common.requestReadPermission),
  requestCreate: onRequest(common.requestCreatePermission),
  requestUpdate: onRequest(common.requestUpdatePermission),
  requestReview: onRequest(common.requestReviewPermission),
  requestMerge: onRequest(common.requestMergePermission),
  requestOverride: onRequest(common.requestOverridePermission),
  requestComment: onRequest(common.requestCommentPermission),
  serviceRead: onService(common.serviceReadPermission),
  serviceUpdate: onService(common.serviceUpdatePermission),
  sandboxUpdate: onNothing(common.sandboxUpdatePermission),
  gitopsRead: onNothing(common.gitopsReadPermission),
};

export type Questions = typeof questions;
