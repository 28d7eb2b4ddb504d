import { appLanguageApiRef } from '@backstage/frontend-plugin-api';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import {
  type ServiceRequestsClient,
  ServiceRequestsError,
} from '@callboard/backstage-plugin-service-requests-common';
import { serviceRequestsApiRef } from '../api/serviceRequestsApi';
import { localOffering } from '../lib/localOffering';
import { parameterTitles } from '../lib/parameterTitles';
import { createTranslator } from '@callboard/frontend-kit';
import { sentence, verdictIn } from '../lib/verdicts';
import { serverPhrases } from '../translations/serverPhrases';
import { heldService, heldText } from './formData';

type Options = {
  offering?: string;
  operation?: 'create' | 'scale' | 'update';
  serviceField?: string;
  environmentField?: string;
  regionsField?: string;
};
type Values = Record<string, unknown>;

const PLACE = 'items/0/parameters';

/**
 * Asks the server what it says of the parameters before the form goes on: what
 * is missing or malformed, and what a policy denies. What cannot be asked (no
 * network, no environment yet) is left to the request itself.
 */
export const checkParameters: CustomFieldValidator<Values, Options> = async (
  parameters,
  field,
  { apiHolder, formData, uiSchema },
) => {
  const {
    offering,
    operation = 'create',
    serviceField = 'service',
    environmentField = 'environment',
    regionsField = 'regions',
  } = uiSchema?.['ui:options'] ?? {};
  const held = formData as Values;
  const service = heldService(held, serviceField);
  const environment = service?.environment ?? heldText(held, environmentField);
  const name = offering ?? service?.offering;
  const client = apiHolder.get(serviceRequestsApiRef);
  if (!client || !environment || !name) {
    return;
  }
  const regions = held[regionsField];
  try {
    const { data } = await client.POST('/requests/preview', {
      body: {
        environment,
        regions:
          !service && Array.isArray(regions) && regions.length > 0
            ? regions.map(String)
            : undefined,
        items: [
          {
            offering: name,
            operation,
            parameters,
            targetRef: service?.entityRef,
          },
        ],
      },
    });
    const language =
      apiHolder.get(appLanguageApiRef)?.getLanguage().language ?? 'en';
    const said = createTranslator([serverPhrases(language)]);
    const here = data!.fields.filter(one => one.field.startsWith(PLACE));
    const titles =
      here.length > 0 ? await titlesOf(client, name, language) : undefined;
    for (const { field: at, message } of here) {
      const path = at.slice(PLACE.length + 1);
      const title = titles?.get(path) ?? path;
      const problem = sentence(at, message, said);
      field.addError(title ? `${title}: ${problem}` : problem);
    }
    const denied = data!.verdicts.filter(
      ({ result, item, field: at }) =>
        result === 'deny' && item === 0 && at !== undefined,
    );
    for (const verdict of here.length > 0 ? [] : denied) {
      const { message, passes } = verdictIn(verdict, language, said);
      field.addError(passes ? `${message} ${passes}` : message);
    }
  } catch (error) {
    if (error instanceof ServiceRequestsError && error.status < 500) {
      field.addError(error.message);
    }
  }
};

/** What the form calls the parameters. */
async function titlesOf(
  client: ServiceRequestsClient,
  name: string,
  language: string,
): Promise<Map<string, string>> {
  const { data } = await client.GET('/offerings/{name}', {
    params: { path: { name } },
  });
  return parameterTitles(localOffering(data!, language));
}
