import type { components, operations } from './generated/openapi';

type Schemas = components['schemas'];

/** A place where resources are: a campus, a region, "on-prem". */
export type Site = Schemas['Site'];
export type NewSite = Schemas['NewSite'];
export type SiteChange = Schemas['SiteChange'];
export type OpeningHours = Schemas['OpeningHours'];

/** What kind of thing a resource is, and what booking one asks for. */
export type ResourceType = Schemas['ResourceType'];
export type NewResourceType = Schemas['NewResourceType'];
export type ResourceTypeChange = Schemas['ResourceTypeChange'];
export type PolicyDefaults = Schemas['PolicyDefaults'];

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
export type BookingStatus = Schemas['BookingStatus'];
export type BookingPreviewRequest = Schemas['BookingPreviewRequest'];
export type BookingPreview = Schemas['BookingPreview'];
export type BookingAction = Booking['actions'][number];
export type CalendarBooking = Schemas['CalendarBooking'];
export type Calendar = Schemas['Calendar'];
export type Notice = Schemas['Notice'];

/** How setting up what was booked goes, as receivers reported it. */
export type Provisioning = Schemas['Provisioning'];
export type ProvisioningStep = Schemas['ProvisioningStep'];
export type ProvisioningStatus = Schemas['ProvisioningStatus'];
export type ProvisioningReport = Schemas['ProvisioningReport'];

/** A public key that a person left for what they book. */
export type SshKey = Schemas['SshKey'];
export type NewSshKey = Schemas['NewSshKey'];

export type Verdict = Schemas['Verdict'];
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
