import type {
  AuditorServiceEventSeverityLevel,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { SEVERITIES } from '@callboard/backstage-plugin-audit-log-common';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
type LogLevel = (typeof LEVELS)[number];

const DEFAULT_LEVELS: Record<AuditorServiceEventSeverityLevel, LogLevel> = {
  low: 'debug',
  medium: 'info',
  high: 'info',
  critical: 'info',
};

/** `backend.auditor.severityLogLevelMappings`, with the stock service's defaults. */
export function readLogLevels(
  config: RootConfigService,
): Record<AuditorServiceEventSeverityLevel, LogLevel> {
  const levels = { ...DEFAULT_LEVELS };
  for (const severity of SEVERITIES) {
    levels[severity] =
      readChoice(
        config,
        `backend.auditor.severityLogLevelMappings.${severity}`,
        LEVELS,
      ) ?? levels[severity];
  }
  return levels;
}

/** Whether an event is as severe as `callboard.auditLog.minimumSeverity`. */
export function readMinimumSeverity(
  config: RootConfigService,
): (event: { severityLevel: AuditorServiceEventSeverityLevel }) => boolean {
  const minimum =
    readChoice(config, 'callboard.auditLog.minimumSeverity', SEVERITIES) ??
    'medium';
  return ({ severityLevel }) =>
    SEVERITIES.indexOf(severityLevel) >= SEVERITIES.indexOf(minimum);
}

function readChoice<T extends string>(
  config: RootConfigService,
  key: string,
  choices: readonly T[],
): T | undefined {
  const value = config.getOptionalString(key);
  if (value !== undefined && !choices.includes(value as T)) {
    throw new InputError(
      `${key} is '${value}' and must be one of ${choices.join(', ')}`,
    );
  }
  return value as T | undefined;
}
