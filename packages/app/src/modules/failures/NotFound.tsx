import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Container } from '@backstage/ui';
import { EmptyState } from '@callboard/frontend-kit';
import { failuresTranslationRef } from './translations/ref';

export function NotFound() {
  const { t } = useTranslationRef(failuresTranslationRef);
  return (
    <Container my="8">
      <EmptyState
        title={t('notFound.title')}
        description={t('notFound.text')}
        action={<ButtonLink href="/">{t('notFound.start')}</ButtonLink>}
      />
    </Container>
  );
}
