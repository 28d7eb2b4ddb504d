import type { components, operations } from './generated/openapi';

type Schemas = components['schemas'];

/** What a person may choose from, and what the portal is connected to. */
export type Options = Schemas['Options'];
export type Connection = Schemas['Connection'];
export type Environment = Schemas['Environment'];
export type Region = Schemas['Region'];
export type Summary = Schemas['Summary'];

export type PolicyRule = Schemas['PolicyRule'];
export type Severity = Schemas['Severity'];
export type Verdict = Schemas['Verdict'];
export type Override = Schemas['Override'];
export type GivenOverride = Schemas['GivenOverride'];
export type QuotaUse = Schemas['QuotaUse'];
/** An estimate for a month. */
export type Cost = Schemas['Cost'];
export type CostLine = Schemas['CostLine'];
export type Risk = Schemas['Risk'];

/** Something that can be requested. */
export type Offering = Schemas['Offering'];
export type NewOffering = Schemas['NewOffering'];
export type OfferingChange = Schemas['OfferingChange'];
export type OfferedOperation = Schemas['OfferedOperation'];
export type Operation = Schemas['Operation'];

export type Request = Schemas['Request'];
export type NewRequest = Schemas['NewRequest'];
export type RequestDraft = Schemas['RequestDraft'];
export type RequestChange = Schemas['RequestChange'];
export type RequestStatus = Schemas['RequestStatus'];
export type RequestAction = Schemas['RequestAction'];
/** One service, or one change of a service, that a request asks for. */
export type Item = Schemas['Item'];
export type NewItem = Schemas['NewItem'];
/** An item in one region. */
export type Placement = Schemas['Placement'];
export type Decision = Schemas['Decision'];
/** The branch and pull request of one revision. */
export type ChangeSet = Schemas['ChangeSet'];
export type Preview = Schemas['Preview'];
export type Diff = Schemas['Diff'];
export type FileDiff = Schemas['FileDiff'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type Comment = Schemas['Comment'];
export type Submission = Schemas['Submission'];
export type Approving = Schemas['Approving'];
export type Merging = Schemas['Merging'];
export type ClaimChange = Schemas['ClaimChange'];

/** What was made of an item in one region. */
export type Service = Schemas['Service'];
export type ServiceStatus = Schemas['ServiceStatus'];
export type ServiceAction = Schemas['ServiceAction'];
export type ServiceChange = Schemas['ServiceChange'];
export type ServiceObject = Schemas['ServiceObject'];
export type Condition = Schemas['Condition'];
export type Drift = Schemas['Drift'];
export type SecretReference = Schemas['SecretReference'];
export type Metrics = Schemas['Metrics'];
export type Dependents = Schemas['Dependents'];
export type SandboxBehaviour = Schemas['SandboxBehaviour'];

export type FieldError = Schemas['FieldError'];
export type ErrorBody = Schemas['ErrorBody'];

/** A page of a list; `nextCursor` is absent on the last one. */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

export type ServiceRequestsOperations = operations;
/** Everything in the document's `components/schemas`, by name. */
export type ServiceRequestsSchemas = Schemas;
