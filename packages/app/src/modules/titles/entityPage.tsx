import { coreExtensionData } from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { inEachLanguage } from './inEachLanguage';

const elementRef = coreExtensionData.reactElement;
const titleRef = EntityContentBlueprint.dataRefs.title;

/** The page of an entity, with the titles of its tabs in each language. */
export const entityPage = catalogPlugin
  .getExtension('page:catalog/entity')
  .override({
    *factory(originalFactory, { inputs }) {
      yield* inEachLanguage(originalFactory(), titleOf =>
        originalFactory({
          inputs: {
            ...inputs,
            contents: inputs.contents.map(content =>
              [...content].map(data =>
                data.id === titleRef.id
                  ? titleRef(titleOf(content.get(titleRef)))
                  : data,
              ),
            ),
          },
        }).get(elementRef),
      );
    },
  });
