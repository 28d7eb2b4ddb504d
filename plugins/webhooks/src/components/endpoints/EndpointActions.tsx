import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  ButtonIcon,
  Menu,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
} from '@backstage/ui';
import type {
  Endpoint,
  EndpointAction,
} from '@callboard/backstage-plugin-webhooks-common';
import {
  RiDeleteBinLine,
  RiEdit2Line,
  RiFileList2Line,
  RiKey2Line,
  RiMore2Fill,
  RiPauseLine,
  RiPlayLine,
  RiRestartLine,
} from '@remixicon/react';
import { useState } from 'react';
import { useFormTarget } from '../../hooks/useFormTarget';
import { useTranslation } from '../../hooks/useTranslation';
import { filterQuery } from '../../lib/deliveryFilter';
import { logRouteRef } from '../../routes';
import { DeleteDialog } from './DeleteDialog';
import styles from './EndpointActions.module.css';
import { ReplayDialog } from './ReplayDialog';
import { RotateDialog } from './RotateDialog';
import { TestDialog } from './TestDialog';
import { usePausing } from './usePausing';

type Asking = 'test' | 'rotate' | 'replay' | 'delete';

/** What the caller may do with an endpoint: the usual at hand, the rest folded. */
export function EndpointActions({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation();
  const [asking, ask] = useState<Asking>();
  const { id, title } = endpoint;
  const { open } = useFormTarget();
  const pausing = usePausing(endpoint);
  const log = useRouteRef(logRouteRef);
  const may = (action: EndpointAction) => endpoint.actions.includes(action);
  const close = () => ask(undefined);
  return (
    <div className={styles.actions}>
      {may('test') && (
        <Button
          size="small"
          variant="secondary"
          aria-label={`${t('endpoints.test')}: ${title}`}
          onPress={() => ask('test')}
        >
          {t('endpoints.test')}
        </Button>
      )}
      <MenuTrigger>
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiMore2Fill />}
          aria-label={t('endpoints.moreNamed', { title })}
        />
        <Menu>
          <MenuItem iconStart={<RiEdit2Line />} onAction={() => open(id)}>
            {t(may('update') ? 'endpoints.edit' : 'endpoints.view')}
          </MenuItem>
          {log && (
            <MenuItem
              iconStart={<RiFileList2Line />}
              href={`${log()}${filterQuery({ endpoint: id })}`}
            >
              {t('endpoints.log')}
            </MenuItem>
          )}
          {may('pause') && (
            <MenuItem iconStart={<RiPauseLine />} onAction={pausing.pause}>
              {t('endpoints.pause')}
            </MenuItem>
          )}
          {may('resume') && (
            <MenuItem iconStart={<RiPlayLine />} onAction={pausing.resume}>
              {t('endpoints.resume')}
            </MenuItem>
          )}
          {may('replay') && (
            <MenuItem
              iconStart={<RiRestartLine />}
              onAction={() => ask('replay')}
            >
              {t('endpoints.replay')}
            </MenuItem>
          )}
          {may('rotate-secret') && (
            <MenuItem iconStart={<RiKey2Line />} onAction={() => ask('rotate')}>
              {t('endpoints.rotate')}
            </MenuItem>
          )}
          {may('delete') && <MenuSeparator />}
          {may('delete') && (
            <MenuItem
              color="danger"
              iconStart={<RiDeleteBinLine />}
              onAction={() => ask('delete')}
            >
              {t('endpoints.delete')}
            </MenuItem>
          )}
        </Menu>
      </MenuTrigger>
      {asking === 'test' && <TestDialog endpoint={endpoint} onClose={close} />}
      {asking === 'rotate' && (
        <RotateDialog endpoint={endpoint} onClose={close} />
      )}
      {asking === 'replay' && (
        <ReplayDialog endpoint={endpoint} onClose={close} />
      )}
      {asking === 'delete' && (
        <DeleteDialog endpoint={endpoint} onClose={close} />
      )}
    </div>
  );
}
