import { useMemo } from 'react';
import { HeaderSelect } from './HeaderControls';
import { myTimeZone } from './useChosenTimeZone';

/** In which zone times are: mine, that of a site, UTC, or the one chosen. */
export function ZoneSelect(props: {
  name: string;
  zone: string;
  onChange: (zone: string) => void;
  sites?: readonly { timeZone: string; title: string }[];
  /** What mine is called, and that of a site. */
  words: {
    mine: (zone: string) => string;
    ofSite: (zone: string, site: string) => string;
  };
}) {
  const { name, zone, onChange, sites, words } = props;
  const options = useMemo(() => {
    const mine = myTimeZone();
    const labels = new Map([[mine, words.mine(mine)]]);
    for (const { timeZone, title } of sites ?? []) {
      if (!labels.has(timeZone)) {
        labels.set(timeZone, words.ofSite(timeZone, title));
      }
    }
    for (const other of ['UTC', zone]) {
      if (!labels.has(other)) labels.set(other, other);
    }
    return [...labels].map(([id, label]) => ({ id, label }));
  }, [sites, words, zone]);
  return (
    <HeaderSelect
      name={name}
      options={options}
      value={zone}
      onChange={onChange}
    />
  );
}
