import type { ReactNode } from 'react';
import { AuditLogProvider } from '../../api/AuditLogProvider';
import { useRights } from '../../hooks/useRights';
import { mayRead } from '../../lib/rights';

export function ForReadersOnly(props: { children: ReactNode }) {
  return (
    <AuditLogProvider>
      <IfReader>{props.children}</IfReader>
    </AuditLogProvider>
  );
}

function IfReader(props: { children: ReactNode }) {
  const { rights } = useRights();
  return rights && mayRead(rights) ? <>{props.children}</> : null;
}
