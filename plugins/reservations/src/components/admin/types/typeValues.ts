import type {
  NewResourceType,
  PolicyDefaults,
  Rates,
  ResourceType,
  ResourceTypeChange,
} from '@callboard/backstage-plugin-reservations-common';
import type { Translate } from '../../../hooks/useTranslation';
import { changes, type Problems } from '@callboard/frontend-kit';
import { checkName, checkText, checkTitle, checkWhole } from '../common/checks';
import { isHexColour, PALETTE } from '../common/palette';
import { checkRules } from '../../rules/checkRules';
import { checkRates, sortedRates } from '../rates/rateValues';
import type { JsonSchema } from '../schema/parameterSchema';

const BUFFER = { min: 0, max: 20_160, required: true };

export interface TypeValues {
  title: string;
  name: string;
  description: string;
  /** A site's entity ref; empty for a global type. */
  siteRef: string;
  colour: string;
  setupMinutes: number;
  teardownMinutes: number;
  instructions: string;
  policyDefaults: PolicyDefaults;
  rates: Rates;
  /** undefined while what is typed is no schema. */
  attributesSchema: JsonSchema | undefined;
  bookingParametersSchema: JsonSchema | undefined;
}

const EMPTY_SCHEMA: JsonSchema = { type: 'object', properties: {} };

export function typeValues(
  type: ResourceType | undefined,
  siteRef = '',
): TypeValues {
  return {
    title: type?.title ?? '',
    name: type?.name ?? '',
    description: type?.description ?? '',
    siteRef: type ? (type.siteRef ?? '') : siteRef,
    colour: type?.colour ?? PALETTE[0].hex,
    setupMinutes: type?.setupMinutes ?? 0,
    teardownMinutes: type?.teardownMinutes ?? 0,
    instructions: type?.instructions ?? '',
    policyDefaults: { ...type?.policyDefaults },
    rates: type?.rates ?? [],
    attributesSchema: type?.attributesSchema ?? EMPTY_SCHEMA,
    bookingParametersSchema: type?.bookingParametersSchema ?? EMPTY_SCHEMA,
  };
}

export function checkType(values: TypeValues, t: Translate): Problems {
  return {
    title: checkTitle(values.title, t),
    name: checkName(values.name, t),
    description: checkText(values.description, t),
    colour: isHexColour(values.colour) ? undefined : t('admin.check.colour'),
    setupMinutes: checkWhole(values.setupMinutes, BUFFER, t),
    teardownMinutes: checkWhole(values.teardownMinutes, BUFFER, t),
    instructions: checkText(values.instructions, t),
    attributesSchema: values.attributesSchema
      ? undefined
      : t('admin.check.schema'),
    bookingParametersSchema: values.bookingParametersSchema
      ? undefined
      : t('admin.check.schema'),
    ...checkRates(values.rates, t),
    ...checkRules(values.policyDefaults, 'policyDefaults', t),
  };
}

type SchemaBody = ResourceType['attributesSchema'];

function body(values: TypeValues): Omit<NewResourceType, 'name' | 'siteRef'> {
  const { name: _name, siteRef: _siteRef, ...rest } = values;
  return {
    ...rest,
    title: values.title.trim(),
    rates: sortedRates(values.rates),
    attributesSchema: values.attributesSchema as SchemaBody,
    bookingParametersSchema: values.bookingParametersSchema as SchemaBody,
  };
}

export function newType(values: TypeValues): NewResourceType {
  return {
    ...body(values),
    name: values.name,
    ...(values.siteRef ? { siteRef: values.siteRef } : {}),
  };
}

/** What a PATCH says; undefined where nothing was changed. */
export function typeChange(
  type: ResourceType,
  values: TypeValues,
): ResourceTypeChange | undefined {
  return changes(body(typeValues(type)), body(values));
}
