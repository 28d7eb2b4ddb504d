import {
  BreadcrumbEntry,
  PageLayout,
  pluginHeaderActionsApiRef,
  RouteRef,
  useApi,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import { ReactNode, useEffect, useMemo, useRef } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';
import './PageTabs.module.css';

/** A tab of a page, with the title it has in no language. */
export type Tab = {
  path: string;
  title: string;
  element: ReactNode;
  /** Has an address, and no tab: a form that several tabs lead to. */
  isUnlisted?: boolean;
};

/**
 * A page with tabs. An address without a tab goes to the first one and keeps
 * its query, so that `/reservations?booking=…` opens a booking. `tabs` and
 * `titles` are the same until something in them is another.
 */
export function PageTabs(props: {
  pluginId: string;
  title: string;
  rootRouteRef: RouteRef;
  icon: JSX.Element;
  tabs: Tab[];
  /** The tabs' titles in the language of the person, by path. */
  titles: Record<string, string>;
}) {
  const { pluginId, title, rootRouteRef, icon, tabs, titles } = props;
  const titleLink = useRouteRef(rootRouteRef)?.();
  const actions = useApi(pluginHeaderActionsApiRef);
  // PageLayout is another component each time it is drawn, so that all inside is
  // made anew and loses its focus: it is drawn again with the language only.
  return useMemo(() => {
    const titleOf = (tab: Tab) => titles[tab.path] ?? tab.title;
    return (
      <PageLayout
        title={title}
        icon={icon}
        titleLink={titleLink}
        headerActions={actions.getPluginHeaderActions(pluginId)}
        tabs={tabs
          .filter(tab => !tab.isUnlisted)
          .map(tab => ({
            id: tab.path,
            label: titleOf(tab),
            href: tab.path,
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
                  <BreadcrumbEntry
                    entry={{ label: titleOf(tab), href: tab.path }}
                  >
                    {tab.element}
                  </BreadcrumbEntry>
                }
              />
            ))}
          </Routes>
        </TabPanel>
      </PageLayout>
    );
  }, [actions, icon, pluginId, tabs, title, titleLink, titles]);
}

function ToFirstTab({ path }: { path: string }) {
  const { search } = useLocation();
  return <Navigate to={{ pathname: path, search }} replace />;
}

const CHOSEN_TAB = 'a[role=tab][aria-selected=true][aria-controls]';

/**
 * The header's tabs say what they control, but the header draws no panel: this
 * takes the id that the chosen tab names, and brings that into sight. Tabs come later than the first
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
      tab.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
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
