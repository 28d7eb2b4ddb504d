import type { EventType } from '@callboard/backstage-plugin-webhooks-common';
import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { CodeBlock } from '@callboard/frontend-kit';
import { useId } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { exampleBody } from '../../lib/exampleBody';
import styles from './EventTypeEntry.module.css';
import { SchemaTable } from './SchemaTable';

/** One event type: what it is; opened, what it says and what arrives. */
export function EventTypeEntry(props: {
  eventType: EventType;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const { eventType, isOpen, onToggle } = props;
  const { t } = useTranslation();
  const id = useId();
  const { type, title, description, source } = eventType;
  const Chevron = isOpen ? RiArrowDownSLine : RiArrowRightSLine;
  return (
    <li className={styles.entry}>
      <button
        type="button"
        className={styles.open}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={onToggle}
      >
        <Chevron aria-hidden size={18} className={styles.chevron} />
        <span className={styles.name}>
          <strong>{title}</strong> <code>{type}</code>
        </span>
        <span className={styles.description}>{description}</span>
      </button>
      {isOpen && (
        <div id={id} className={styles.details}>
          <p className={styles.source}>
            {t('events.source', { plugin: source })}
          </p>
          <Tabs>
            <TabList aria-label={t('events.parts', { title })}>
              <Tab id="fields">{t('events.fields')}</Tab>
              <Tab id="example">{t('events.example')}</Tab>
              <Tab id="schema">{t('events.schema')}</Tab>
            </TabList>
            <TabPanel id="fields">
              <div className={styles.panel}>
                <p className={styles.source}>{t('events.fieldsHint')}</p>
                <SchemaTable title={title} schema={eventType.schema} />
              </div>
            </TabPanel>
            <TabPanel id="example">
              <div className={styles.panel}>
                <p className={styles.source}>{t('events.exampleHint')}</p>
                <CodeBlock
                  label={t('events.exampleOf', { type })}
                  text={JSON.stringify(exampleBody(eventType), undefined, 2)}
                />
              </div>
            </TabPanel>
            <TabPanel id="schema">
              <div className={styles.panel}>
                <CodeBlock
                  label={t('events.schemaOf', { type })}
                  text={JSON.stringify(eventType.schema, undefined, 2)}
                />
              </div>
            </TabPanel>
          </Tabs>
        </div>
      )}
    </li>
  );
}
