import {
  BreadcrumbEntry,
  PageLayout,
  pluginHeaderActionsApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { ReactNode, useEffect, useMemo, useRef } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';

/** A tab of a page, with its title in the language of the person. */
export type Tab = { path: string; title: string; element: ReactNode };

/**
 * A page with tabs. An address without a tab goes to the first one and keeps
 * its query, so that `/reservations?booking=…` opens a booking. `tabs` is the
 * same array until something in it is another.
 */
export function PageTabs(props: {
  pluginId: string;
  title: string;
  titleLink?: string;
  icon: JSX.Element;
  tabs: Tab[];
}) {
  const { pluginId, title, titleLink, icon, tabs } = props;
  const actions = useApi(pluginHeaderActionsApiRef);
  // PageLayout is another component each time it is drawn, so that all inside is
  // made anew and loses its focus: it is drawn again with the language only.
  return useMemo(
    () => (
      <PageLayout
        title={title}
        icon={icon}
        titleLink={titleLink}
        headerActions={actions.getPluginHeaderActions(pluginId)}
        tabs={tabs.map(({ path, title: label }) => ({
          id: path,
          label,
          href: path,
        }))}
      >
        <TabPanel>
          <Routes>
            {tabs.length > 0 && (
              <Route index element={<ToFirstTab path={tabs[0].path} />} />
            )}
            {tabs.map(tab => (
              <Route
                key={tab.path}
                path={`${tab.path}/*`}
                element={
                  <BreadcrumbEntry entry={{ label: tab.title, href: tab.path }}>
                    {tab.element}
                  </BreadcrumbEntry>
                }
              />
            ))}
          </Routes>
        </TabPanel>
      </PageLayout>
    ),
    [actions, icon, pluginId, tabs, title, titleLink],
  );
}

function ToFirstTab({ path }: { path: string }) {
  const { search } = useLocation();
  return <Navigate to={{ pathname: path, search }} replace />;
}

const CHOSEN_TAB = 'a[role=tab][aria-selected=true][aria-controls]';

/**
 * The header's tabs say what they control, but the header draws no panel: this
 * takes the id that the chosen tab names. Tabs come later than the first
 * drawing, so the page is watched until they are there, then only they are.
 */
function TabPanel(props: { children: ReactNode }) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const observer = new MutationObserver(connect);
    let list: Element | null | undefined;
    function connect() {
      const tab = document.querySelector(CHOSEN_TAB);
      if (!tab || !panel.current) return;
      panel.current.id = tab.getAttribute('aria-controls')!;
      if (list?.isConnected) return;
      list = tab.closest('[role=tablist]') ?? tab;
      observer.disconnect();
      observer.observe(list, {
        subtree: true,
        attributeFilter: ['aria-controls', 'aria-selected'],
      });
    }
    observer.observe(document.body, { subtree: true, childList: true });
    connect();
    return () => observer.disconnect();
  }, []);
  return <div ref={panel}>{props.children}</div>;
}
