import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import {
  Button,
  Combobox,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { useWords } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';
import { ancestors, moveProblem } from '../../explore/resourceTree';

const TOP = 'top';

/** The same move as dragging, for the keyboard and for fingers. */
export function MoveDialog(props: {
  resource: Resource;
  resources: Resource[];
  onMove: (parent: Resource | undefined) => void;
  onClose: () => void;
}) {
  const { resource, resources, onMove, onClose } = props;
  const { t } = useTranslation();
  const word = useWords();
  const [target, setTarget] = useState<string>();
  const parents = resources.filter(
    candidate => moveProblem(resources, resource, candidate) === undefined,
  );
  const options = [
    ...(resource.parentRef
      ? [{ id: TOP, label: t('admin.resource.top') }]
      : []),
    ...parents.map(parent => ({
      id: parent.entityRef,
      label: parent.title,
      description: ancestors(resources, parent)
        .map(r => r.title)
        .join(' › '),
    })),
  ];
  return (
    <Dialog isOpen onOpenChange={isOpen => isOpen || onClose()} width={460}>
      <DialogHeader>
        {t('admin.move.title', { title: resource.title })}
      </DialogHeader>
      <DialogBody>
        <Text as="p" color="secondary" variant="body-small">
          {t('admin.move.text')}
        </Text>
        <Combobox
          label={t('admin.move.under')}
          options={options}
          search
          value={target ?? null}
          onChange={key => setTarget(key === null ? undefined : String(key))}
        />
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {word('action.cancel')}
        </Button>
        <Button
          variant="primary"
          isDisabled={!target}
          onPress={() => {
            onMove(parents.find(parent => parent.entityRef === target));
            onClose();
          }}
        >
          {t('admin.move.do')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
