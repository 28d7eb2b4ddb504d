import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useSearchParam } from '@callboard/frontend-kit';
import type { BookingFilter } from '../../hooks/useBookings';
import { useTeam } from '../../hooks/useTeam';
import { useTranslation } from '../../hooks/useTranslation';

export type Whose = 'me' | 'taking-part' | 'team';
const CHOICES: Whose[] = ['me', 'taking-part', 'team'];

const FILTERS: Record<Whose, Pick<BookingFilter, 'owner' | 'participant'>> = {
  me: { owner: ['me'] },
  'taking-part': { participant: 'me' },
  team: { owner: ['team'] },
};

/** Whose bookings are listed; those of a team for who leads somebody. */
export function useWhose() {
  const [chosen, choose] = useSearchParam('whose');
  const { data: team } = useTeam();
  const leads = team !== undefined && team.length > 0;
  const choices = leads ? CHOICES : CHOICES.filter(one => one !== 'team');
  const whose = choices.find(one => one === chosen) ?? 'me';
  return {
    whose,
    filter: FILTERS[whose],
    choices,
    chooseWhose: (next: Whose) =>
      choose(next === 'me' ? undefined : next, { replace: true }),
  };
}

export function WhoseSwitch(props: {
  whose: Whose;
  choices: Whose[];
  onChange: (whose: Whose) => void;
}) {
  const { whose, choices, onChange } = props;
  const { t } = useTranslation();
  return (
    <ToggleButtonGroup
      aria-label={t('mine.whose')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[whose]}
      onSelectionChange={keys => {
        const next = choices.find(choice => new Set(keys).has(choice));
        if (next) onChange(next);
      }}
    >
      {choices.map(choice => (
        <ToggleButton key={choice} id={choice}>
          {t(`mine.whose.${choice}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
