import { evaluateCondition } from '../render/cel';
import { renderText } from '../render/template';
import type { OfferingDefinition, Operation, Parameters, Risk } from './types';

const LEVELS: Risk['level'][] = ['none', 'brief', 'outage', 'data-loss'];

/** What an operation may do to those who use the service, by the offering's rules. */
export function assessRisk(
  offering: OfferingDefinition,
  operation: Operation,
  current: Parameters | undefined,
  desired: Parameters,
): Risk {
  const variables = {
    operation,
    parameters: desired,
    current: current ?? {},
  };
  const found = offering.risks.filter(rule =>
    evaluateCondition(rule.when, variables),
  );
  const level = found.reduce<Risk['level']>(
    (worst, rule) =>
      LEVELS.indexOf(rule.level) > LEVELS.indexOf(worst) ? rule.level : worst,
    'none',
  );
  return {
    level,
    reasons: found.map(rule => renderText(rule.reason, variables)),
  };
}

/** The worst of several, with all reasons. */
export function joinRisks(risks: Risk[]): Risk {
  return {
    level: risks.reduce<Risk['level']>(
      (worst, { level }) =>
        LEVELS.indexOf(level) > LEVELS.indexOf(worst) ? level : worst,
      'none',
    ),
    reasons: [...new Set(risks.flatMap(risk => risk.reasons))],
  };
}
