import type { PageLayoutProps } from '@backstage/frontend-plugin-api';
import appPlugin from '@backstage/plugin-app';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';
import { useLanguage } from '@callboard/frontend-kit';
import { titleIn } from './titles';

const componentRef = SwappableComponentBlueprint.dataRefs.component;

/** The frame of every page, which says the titles in the language of the portal. */
export const pageLayout = appPlugin
  .getExtension('component:app/core-page-layout')
  .override({
    *factory(originalFactory) {
      const { ref, loader } = originalFactory().get(componentRef);
      yield componentRef({
        ref,
        loader: async () => {
          // Any props do for what the reference says of it.
          const Original: (props: PageLayoutProps) => JSX.Element | null =
            await loader();
          return function PageLayoutInLanguage(props: PageLayoutProps) {
            const language = useLanguage();
            return (
              <Original
                {...props}
                title={props.title && titleIn(language, props.title)}
                tabs={props.tabs?.map(tab => ({
                  ...tab,
                  label: titleIn(language, tab.label),
                }))}
              />
            );
          };
        },
      });
    },
  });
