import {
  Button,
  ButtonIcon,
  Text,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { Toolbar } from '@callboard/frontend-kit';
import {
  RiArrowLeftSLine,
  RiArrowRightSLine,
  RiKeyboardLine,
} from '@remixicon/react';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './DaysToolbar.module.css';

/** Which days are shown, and in which of several ways. */
export function DaysToolbar<View extends string>(props: {
  title: string;
  viewsLabel: string;
  views: { id: View; label: string }[];
  view: View;
  onView: (view: View) => void;
  onStep: (direction: 1 | -1) => void;
  onToday: () => void;
  onHelp: () => void;
}) {
  const { title, viewsLabel, views, view, onView, onStep } = props;
  const { t } = useTranslation();
  return (
    <Toolbar
      label={t('calendar.navigation')}
      start={
        <>
          <ButtonIcon
            variant="secondary"
            icon={<RiArrowLeftSLine />}
            aria-label={t('calendar.earlier')}
            onPress={() => onStep(-1)}
          />
          <ButtonIcon
            variant="secondary"
            icon={<RiArrowRightSLine />}
            aria-label={t('calendar.later')}
            onPress={() => onStep(1)}
          />
          <Button variant="secondary" onPress={props.onToday}>
            {t('calendar.today')}
          </Button>
          <Text
            as="h2"
            variant="title-x-small"
            weight="bold"
            aria-live="polite"
          >
            {title}
          </Text>
        </>
      }
      end={
        <>
          <ToggleButtonGroup
            aria-label={viewsLabel}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[view]}
            onSelectionChange={keys => onView([...keys][0] as View)}
          >
            {views.map(({ id, label }) => (
              <ToggleButton key={id} id={id}>
                {label}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <span className={styles.help}>
            <ButtonIcon
              variant="tertiary"
              icon={<RiKeyboardLine />}
              aria-label={t('calendar.keys.title')}
              onPress={props.onHelp}
            />
          </span>
        </>
      }
    />
  );
}
