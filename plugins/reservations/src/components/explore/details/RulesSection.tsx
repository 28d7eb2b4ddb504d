import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { Text } from '@backstage/ui';
import { useTranslation } from '../../../hooks/useTranslation';
import { rulesOf } from '../../../lib/rules';
import styles from '../../rules/Rules.module.css';
import { useRuleTexts } from '../../rules/useRuleTexts';
import type { InventoryTitles } from '../useInventoryTitles';
import { Section } from './Section';

/** What bookings of it must keep to, in words. */
export function RulesSection(props: {
  resource: Resource;
  titles: InventoryTitles;
}) {
  const { resource, titles } = props;
  const { t } = useTranslation();
  const texts = useRuleTexts();
  const rules = rulesOf(resource, titles.typeOf(resource.type));
  const said = texts.all({ openingHours: 'within', ...rules });
  return (
    <Section title={t('rules.title')}>
      {said.length === 0 ? (
        <Text as="p">{t('rules.none')}</Text>
      ) : (
        <ul className={styles.list}>
          {said.map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
