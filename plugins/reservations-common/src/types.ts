import type { components, operations } from './generated/openapi';

type Schemas = components['schemas'];

/** A place where resources are: a campus, a region, "on-prem". */
export type Site = Schemas['Site'];
export type NewSite = Schemas['NewSite'];
export type SiteChange = Schemas['SiteChange'];
export type SiteMember = Schemas['SiteMember'];
export type SiteRole = Schemas['SiteRole'];
export type SiteMembersChange = Schemas['SiteMembersChange'];
export type SiteMembersResult = Schemas['SiteMembersResult'];
export type MemberOutcome = Schemas['MemberOutcome'];
export type OpeningHours = Schemas['OpeningHours'];

/** Access to a site, or to one resource and its parts, for a time. */
export type AccessGrant = Schemas['AccessGrant'];
export type AccessGrantStatus = Schemas['AccessGrantStatus'];
export type AccessGrantAction = AccessGrant['actions'][number];
export type NewAccessGrant = Schemas['NewAccessGrant'];
export type AccessGrantChange = Schemas['AccessGrantChange'];

/** What kind of thing a resource is, and what booking one asks for. */
export type ResourceType = Schemas['ResourceType'];
export type NewResourceType = Schemas['NewResourceType'];
export type ResourceTypeChange = Schemas['ResourceTypeChange'];
export type PolicyDefaults = Schemas['PolicyDefaults'];
export type Quota = Schemas['Quota'];
export type Rates = Schemas['Rates'];

/** A thing that can be booked. */
export type Resource = Schemas['Resource'];
export type NewResource = Schemas['NewResource'];
export type ResourceChange = Schemas['ResourceChange'];
export type ResourceStatus = Schemas['ResourceStatus'];
export type Capacity = Schemas['Capacity'];

/** One or several resources, held from `start` up to but without `end`. */
export type Booking = Schemas['Booking'];
export type NewBooking = Schemas['NewBooking'];
export type BookingChange = Schemas['BookingChange'];
export type BookingTransfer = Schemas['BookingTransfer'];
export type BookingStatus = Schemas['BookingStatus'];
export type BookingPreviewRequest = Schemas['BookingPreviewRequest'];
export type BookingPreview = Schemas['BookingPreview'];
export type BookingAction = Booking['actions'][number];
export type CalendarBooking = Schemas['CalendarBooking'];
export type TakenTime = Schemas['TakenTime'];
export type Calendar = Schemas['Calendar'];
export type Notice = Schemas['Notice'];

/** What is looked for, and the free slots that were found. */
export type SlotSearch = Schemas['SlotSearch'];
export type AttributeNeed = Schemas['AttributeNeed'];
export type FoundSlots = Schemas['FoundSlots'];
export type FoundSlot = Schemas['FoundSlot'];
export type SlotObstacle = Schemas['SlotObstacle'];

/** Somebody who waits for time on a resource, or on any of a type. */
export type WaitlistEntry = Schemas['WaitlistEntry'];
export type NewWaitlistEntry = Schemas['NewWaitlistEntry'];
export type WaitlistOffer = Schemas['WaitlistOffer'];
export type WaitlistStatus = Schemas['WaitlistStatus'];
export type WaitlistAction = WaitlistEntry['actions'][number];

/** How setting up what was booked goes, as receivers reported it. */
export type Provisioning = Schemas['Provisioning'];
export type ProvisioningStep = Schemas['ProvisioningStep'];
export type ProvisioningStatus = Schemas['ProvisioningStatus'];
export type ProvisioningReport = Schemas['ProvisioningReport'];

/** What a person wants to know first. */
export type Overview = Schemas['Overview'];
export type OverviewType = Schemas['OverviewType'];
export type OverviewUse = Schemas['OverviewUse'];

/** What a person has chosen for themself. */
export type Preferences = Schemas['Preferences'];

/** A public key that a person left for what they book. */
export type SshKey = Schemas['SshKey'];
export type NewSshKey = Schemas['NewSshKey'];

/** A calendar that somebody has made an address for, to read it elsewhere. */
export type FeedToken = Schemas['FeedToken'];
export type NewFeedToken = Schemas['NewFeedToken'];
export type CreatedFeedToken = Schemas['CreatedFeedToken'];
export type FeedScope = Schemas['FeedScope'];

/** What somebody who leaves would leave behind, and what becomes of it. */
export type Commitments = Schemas['Commitments'];
export type CommittedBooking = Schemas['CommittedBooking'];
export type OffboardRequest = Schemas['OffboardRequest'];
export type OffboardOutcome = Schemas['OffboardOutcome'];
export type OffboardResult = Schemas['OffboardResult'];
export type DepartedPerson = Schemas['DepartedPerson'];
export type DepartedPage = Schemas['DepartedPage'];

/** What was used, when, by whom, and what it costs. */
export type UsageReport = Schemas['UsageReport'];
export type UsageRow = Schemas['UsageRow'];
export type UsageFigures = Schemas['UsageFigures'];
export type UsageGroupBy = UsageReport['groupBy'];

/** What somebody has to be trained in, and who is. */
export type Certification = Schemas['Certification'];
export type NewCertification = Schemas['NewCertification'];
export type CertificationChange = Schemas['CertificationChange'];
export type CertificationHolding = Schemas['CertificationHolding'];
export type HoldingStatus = Schemas['HoldingStatus'];
export type NewHolding = Schemas['NewHolding'];
export type HoldingRenewal = Schemas['HoldingRenewal'];
export type HoldingImport = Schemas['HoldingImport'];
export type HoldingImportResult = Schemas['HoldingImportResult'];
export type ImportedHolding = Schemas['ImportedHolding'];

/** A charge code with holders, dates and a budget. */
export type Project = Schemas['Project'];
export type NewProject = Schemas['NewProject'];
export type ProjectChange = Schemas['ProjectChange'];
export type ProjectUsage = Schemas['ProjectUsage'];
export type ProjectAction = Project['actions'][number];
export type Budget = Schemas['Budget'];

/** When a resource is out of service, and what becomes of bookings then. */
export type MaintenanceWindow = Schemas['MaintenanceWindow'];
export type NewMaintenanceWindow = Schemas['NewMaintenanceWindow'];
export type MaintenanceWindowChange = Schemas['MaintenanceWindowChange'];
export type MaintenanceStatus = Schemas['MaintenanceStatus'];
export type MaintenanceDecision = Schemas['MaintenanceDecision'];
export type MaintenanceChoice = Schemas['MaintenanceChoice'];
export type MaintenancePreviewRequest = Schemas['MaintenancePreviewRequest'];
export type MaintenancePreview = Schemas['MaintenancePreview'];
export type MaintenanceOutcome = Schemas['MaintenanceOutcome'];
export type MaintenanceAction = MaintenanceWindow['actions'][number];
export type AffectedBooking = Schemas['AffectedBooking'];
export type Alternative = Schemas['Alternative'];

/** What has happened to a booking, in order. */
export type Timeline = Schemas['Timeline'];
export type TimelineItem = Schemas['TimelineItem'];
export type TimelineChange = Schemas['TimelineChange'];

/** Bookings that one rule makes. */
export type NewRecurrence = Schemas['NewRecurrence'];
export type Series = Schemas['Series'];
export type SeriesBooking = Schemas['SeriesBooking'];
export type SeriesChange = Schemas['SeriesChange'];
export type SeriesReport = Schemas['SeriesReport'];
export type SkippedOccurrence = Schemas['SkippedOccurrence'];
export type Occurrence = Schemas['Occurrence'];
/** Which bookings of a series are meant. */
export type SeriesPart = 'one' | 'following' | 'all';

export type BulkRequest = Schemas['BulkRequest'];
export type BulkReport = Schemas['BulkReport'];
export type BulkOutcome = Schemas['BulkOutcome'];

/** What somebody found wrong with a resource. */
export type Problem = Schemas['Problem'];
export type NewProblem = Schemas['NewProblem'];
export type ProblemStatus = Schemas['ProblemStatus'];
export type ProblemAction = Problem['actions'][number];
export type ProblemMaintenance = Schemas['ProblemMaintenance'];

/** Sites, types and resources from one file. */
export type InventoryImport = Schemas['InventoryImport'];
export type InventoryImportLine = Schemas['InventoryImportLine'];
export type InventoryImportReport = Schemas['InventoryImportReport'];
export type InventoryFile = Schemas['InventoryFile'];
export type InventoryFormat = Schemas['InventoryFormat'];

/** Rules that somebody set aside for a booking. */
export type PolicyOverride = Schemas['PolicyOverride'];
export type PolicyOverrideRequest = Schemas['PolicyOverrideRequest'];
export type Verdict = Schemas['Verdict'];
export type QuotaUse = Schemas['QuotaUse'];
export type Conflict = Schemas['Conflict'];
export type Slot = Schemas['Slot'];
export type Availability = Schemas['Availability'];
export type FieldError = Schemas['FieldError'];
export type ErrorBody = Schemas['ErrorBody'];

/** A page of a list; `nextCursor` is absent on the last one. */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

export type ReservationsOperations = operations;
/** Everything in the document's `components/schemas`, by name. */
export type ReservationsSchemas = Schemas;
