import { coreExtensionData } from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { inEachLanguage } from './inEachLanguage';

const elementRef = coreExtensionData.reactElement;
const titleRef = coreExtensionData.title;
const isTitle = ({ id }: { id: string }) => id === titleRef.id;

/** Where templates are, with the titles of its tabs in each language. */
export const templatesPage = scaffolderPlugin
  .getExtension('page:scaffolder')
  .override({
    *factory(originalFactory, { inputs }) {
      yield* inEachLanguage(originalFactory(), titleOf =>
        originalFactory({
          inputs: {
            ...inputs,
            pages: inputs.pages.map(page => [
              ...[...page].filter(data => !isTitle(data)),
              titleRef(titleOf(page.get(titleRef) ?? '')),
            ]),
          },
        }).get(elementRef),
      );
    },
  });
