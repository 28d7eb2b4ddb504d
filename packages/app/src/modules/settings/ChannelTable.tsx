import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NotificationSettings } from '@backstage/plugin-notifications-common';
import { ButtonIcon, Switch } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { Fragment, useState } from 'react';
import styles from './ChannelTable.module.css';
import { isOn, originsOf, type Place } from './channelSettings';
import { channelsTranslationRef } from './translations/ref';
import { useNames } from './useNames';

/** A switch for each channel; topics follow their origin and are folded. */
export function ChannelTable(props: {
  settings: NotificationSettings;
  onChange: (place: Place, enabled: boolean) => void;
}) {
  const { settings, onChange } = props;
  const { t } = useTranslationRef(channelsTranslationRef);
  const { originName, topicName, channelName } = useNames();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());

  const toggle = (origin: string) =>
    setOpen(before => {
      const after = new Set(before);
      if (!after.delete(origin)) after.add(origin);
      return after;
    });

  const switches = (origin: string, topic?: string) =>
    settings.channels.map(({ id: channel }) => (
      <td key={channel}>
        <Switch
          aria-label={t('switch', {
            topic: topic === undefined ? t('everything') : topicName(topic),
            origin: originName(origin),
            channel: channelName(channel),
          })}
          isSelected={isOn(settings, { channel, origin, topic })}
          // A topic of what is off as a whole cannot be on.
          isDisabled={
            topic !== undefined && !isOn(settings, { channel, origin })
          }
          onChange={enabled => onChange({ channel, origin, topic }, enabled)}
        />
      </td>
    ));

  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('from')}</th>
          <th scope="col">{t('about')}</th>
          {settings.channels.map(({ id }) => (
            <th key={id} scope="col">
              {channelName(id)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {originsOf(settings).map(({ id: origin, topics }) => (
          <Fragment key={origin}>
            <tr>
              <th scope="row">
                <span className={styles.origin}>
                  {topics.length > 0 && (
                    <ButtonIcon
                      size="small"
                      variant="tertiary"
                      aria-expanded={open.has(origin)}
                      aria-label={t(
                        open.has(origin) ? 'topics.hide' : 'topics.show',
                        { origin: originName(origin) },
                      )}
                      icon={
                        open.has(origin) ? (
                          <RiArrowDownSLine size={16} />
                        ) : (
                          <RiArrowRightSLine size={16} />
                        )
                      }
                      onPress={() => toggle(origin)}
                    />
                  )}
                  {originName(origin)}
                </span>
              </th>
              <td>{t('everything')}</td>
              {switches(origin)}
            </tr>
            {open.has(origin) &&
              topics.map(topic => (
                <tr key={topic}>
                  <td />
                  <td>{topicName(topic)}</td>
                  {switches(origin, topic)}
                </tr>
              ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
