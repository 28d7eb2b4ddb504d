import { coreExtensionData } from '@backstage/frontend-plugin-api';
import settingsPlugin from '@backstage/plugin-user-settings/alpha';
import { inEachLanguage } from './inEachLanguage';

const elementRef = coreExtensionData.reactElement;
const titleRef = coreExtensionData.title;
const isTitle = ({ id }: { id: string }) => id === titleRef.id;

/** The settings, with the titles of their tabs in each language. */
export const settingsPage = settingsPlugin
  .getExtension('page:user-settings')
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
