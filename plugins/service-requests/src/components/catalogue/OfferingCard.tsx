import { useRouteRef } from '@backstage/frontend-plugin-api';
import { BgProvider, ButtonLink } from '@backstage/ui';
import type { Offering } from '@callboard/backstage-plugin-service-requests-common';
import { useOptions } from '../../hooks/useOptions';
import { useTranslation } from '../../hooks/useTranslation';
import { newRequestRouteRef } from '../../routes';
import styles from './CataloguePage.module.css';

export function OfferingCard({ offering }: { offering: Offering }) {
  const { t } = useTranslation();
  const form = useRouteRef(newRequestRouteRef);
  const { data: options } = useOptions();
  const mayRequest = options?.actions.includes('create-request');
  const { name, title, description, provider } = offering;
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h3>{title}</h3>
        {provider && <span className={styles.provider}>{provider}</span>}
      </div>
      {description && <p className={styles.text}>{description}</p>}
      {form && mayRequest && (
        <div className={styles.action}>
          <BgProvider bg="neutral-1">
            <ButtonLink
              size="small"
              variant="secondary"
              aria-label={t('catalogue.requestName', { title })}
              href={`${form()}?offering=${encodeURIComponent(name)}`}
            >
              {t('catalogue.request')}
            </ButtonLink>
          </BgProvider>
        </div>
      )}
    </li>
  );
}
