export { type ReportedBooking } from './partsOf';
export {
  type ReportPeriod,
  reportPeriod,
  type ReportSchedule,
} from './reportPeriod';
export {
  type GroupBy,
  type ReportQuestion,
  type ReportResult,
  type ReportRow,
  UsageReport,
} from './UsageReport';
