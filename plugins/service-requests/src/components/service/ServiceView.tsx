import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { Dependents } from './Dependents';
import { DriftNotice } from './DriftNotice';
import { Facts } from './Facts';
import { Figures } from './Figures';
import { History } from './History';
import { Objects } from './Objects';
import { Parameters } from './Parameters';
import { SandboxControl } from './SandboxControl';
import { Secrets } from './Secrets';
import { ServiceHead } from './ServiceHead';
import styles from './ServiceView.module.css';

/** All of one service; `inEntity` on its entity's page, which says whose it is. */
export function ServiceView(props: { service: Service; inEntity?: boolean }) {
  const { service, inEntity } = props;
  return (
    <article className={styles.view} aria-label={service.title ?? service.name}>
      <ServiceHead service={service} />
      {service.drift.length > 0 && <DriftNotice service={service} />}
      <div className={styles.columns}>
        <div className={styles.main}>
          <Parameters service={service} />
          <Figures service={service} />
          <History service={service} />
          <Objects service={service} />
        </div>
        <div className={styles.side}>
          <Facts service={service} inEntity={inEntity} />
          <Secrets service={service} />
          <Dependents service={service} />
          {service.actions.includes('set-sandbox') && (
            <SandboxControl service={service} />
          )}
        </div>
      </div>
    </article>
  );
}
