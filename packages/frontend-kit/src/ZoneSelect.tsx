import { useMemo } from 'react';
import { HeaderSelect } from './HeaderControls';
import { myTimeZone } from './useChosenTimeZone';
import { useWords } from './useWords';

const ALSO = ['UTC'];

/** In which zone times are: mine, that of a site, UTC, or the one chosen. */
export function ZoneSelect(props: {
  zone: string;
  onChange: (zone: string) => void;
  sites?: readonly { timeZone: string; title: string }[];
  /** Offered besides; UTC, if nothing is said. */
  also?: readonly string[];
}) {
  const { zone, onChange, sites, also = ALSO } = props;
  const word = useWords();
  const options = useMemo(() => {
    const mine = myTimeZone();
    const labels = new Map<string, string>([
      [mine, word('zone.mine', { zone: mine })],
    ]);
    for (const { timeZone, title } of sites ?? []) {
      if (!labels.has(timeZone)) {
        labels.set(
          timeZone,
          word('zone.ofSite', { zone: timeZone, site: title }),
        );
      }
    }
    for (const other of [...also, zone]) {
      if (!labels.has(other)) labels.set(other, other);
    }
    return [...labels].map(([id, label]) => ({ id, label }));
  }, [also, sites, word, zone]);
  return (
    <HeaderSelect
      name={word('zone.name')}
      options={options}
      value={zone}
      onChange={onChange}
    />
  );
}
