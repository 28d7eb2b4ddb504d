import type { ProvisioningStatus } from '@callboard/backstage-plugin-reservations-common';
import {
  type Reader,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import type { ReportRecord, StepRecord } from './ProvisioningRecord';

interface StepRow {
  booking_id: string;
  endpoint_id: string;
  resource_ref: string;
  endpoint_title: string;
  status: ProvisioningStatus;
  message: string | null;
  access: string | null;
  at: string | number;
}

/** What was reported: the latest word on each step, and every report. */
export class ProvisioningStore {
  async ofBooking(db: Reader, bookingId: string): Promise<StepRecord[]> {
    const found = await this.ofBookings(db, [bookingId]);
    return found.get(bookingId) ?? [];
  }

  async ofBookings(
    db: Reader,
    bookingIds: string[],
  ): Promise<Map<string, StepRecord[]>> {
    const found = new Map<string, StepRecord[]>();
    if (bookingIds.length === 0) {
      return found;
    }
    const rows = await db
      .knex<StepRow>('booking_provisioning')
      .whereIn('booking_id', bookingIds);
    for (const row of rows) {
      const steps = found.get(row.booking_id) ?? [];
      found.set(row.booking_id, steps);
      steps.push(toStep(row));
    }
    return found;
  }

  async addReport(
    tx: Writer,
    report: ReportRecord,
    applied: boolean,
  ): Promise<void> {
    await tx.knex('booking_provisioning_report').insert({
      report_id: report.reportId,
      booking_id: report.bookingId,
      endpoint_id: report.endpointId,
      resource_ref: report.resourceRef ?? '',
      delivery_id: report.deliveryId,
      status: report.status,
      message: report.message ?? null,
      at: report.at,
      received_at: tx.nowSql,
      applied,
    });
  }

  /** Whose report that is; undefined where there is none of that id. */
  async bookingOfReport(
    db: Reader,
    reportId: string,
  ): Promise<string | undefined> {
    const row = await db
      .knex('booking_provisioning_report')
      .where({ report_id: reportId })
      .first('booking_id');
    return row?.booking_id;
  }

  async putStep(tx: Writer, step: StepRecord): Promise<void> {
    const key = {
      booking_id: step.bookingId,
      endpoint_id: step.endpointId,
      resource_ref: step.resourceRef ?? '',
    };
    await tx
      .knex('booking_provisioning')
      .insert({
        ...key,
        endpoint_title: step.endpointTitle,
        status: step.status,
        message: step.message ?? null,
        access: step.access ? JSON.stringify(step.access) : null,
        at: step.at,
      })
      .onConflict(Object.keys(key))
      .merge();
  }
}

function toStep(row: StepRow): StepRecord {
  return {
    bookingId: row.booking_id,
    endpointId: row.endpoint_id,
    endpointTitle: row.endpoint_title,
    resourceRef: row.resource_ref || undefined,
    status: row.status,
    message: row.message ?? undefined,
    access: row.access === null ? undefined : JSON.parse(row.access),
    at: toNumber(row.at),
  };
}
