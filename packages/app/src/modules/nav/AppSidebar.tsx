import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NavContentComponentProps,
  NavContentNavItem,
} from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { ForReaders } from '@callboard/backstage-plugin-audit-log';
import {
  RiMenuLine,
  RiNotification3Line,
  RiSearchLine,
  RiSettings3Line,
} from '@remixicon/react';
import './mobileBar.css';
import { SidebarLogo } from './SidebarLogo';
import { navTranslationRef } from './translations/ref';
import { usePageTitle } from './usePageTitle';

function NavItem(props: NavContentNavItem) {
  const pageTitle = usePageTitle();
  return (
    <SidebarItem
      to={props.href}
      text={pageTitle(props)}
      icon={() => props.icon}
    />
  );
}

/**
 * Reservations first; whatever a newly installed plugin brings appears by
 * itself among the rest. On a small screen each group is one entry of the bar
 * at the bottom.
 */
export function AppSidebar({ navItems }: NavContentComponentProps) {
  const { t } = useTranslationRef(navTranslationRef);
  const pageTitle = usePageTitle();
  const nav = navItems.withComponent(NavItem);
  const reservations = navItems.take('page:reservations');
  const auditLog = navItems.take('page:audit-log');
  const settings = navItems.take('page:user-settings');
  const notifications = navItems.take('page:notifications');
  // The modal below opens search; the graph is reached from an entity.
  navItems.take('page:search');
  navItems.take('page:catalog-graph');

  return (
    <Sidebar>
      <SidebarLogo />
      <SidebarGroup
        label={t('nav.search')}
        icon={<RiSearchLine size={20} />}
        to="/search"
      >
        <SidebarSearchModal />
      </SidebarGroup>
      <SidebarDivider />
      {reservations && (
        <SidebarGroup
          label={pageTitle(reservations)}
          icon={reservations.icon}
          to={reservations.href}
        >
          <NavItem {...reservations} />
        </SidebarGroup>
      )}
      <SidebarGroup label={t('nav.menu')} icon={<RiMenuLine size={20} />}>
        {nav.take('page:catalog')}
        {nav.take('page:scaffolder')}
        <SidebarScrollWrapper>
          {nav.rest({ sortBy: 'title' })}
          {auditLog && (
            <ForReaders>
              <NavItem {...auditLog} />
            </ForReaders>
          )}
        </SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      {notifications && (
        <SidebarGroup
          label={pageTitle(notifications)}
          icon={<RiNotification3Line size={20} />}
          to={notifications.href}
        >
          <NotificationsSidebarItem text={pageTitle(notifications)} />
        </SidebarGroup>
      )}
      {settings && (
        <SidebarGroup
          label={pageTitle(settings)}
          icon={<RiSettings3Line size={20} />}
          to={settings.href}
        >
          <NavItem {...settings} />
        </SidebarGroup>
      )}
    </Sidebar>
  );
}
