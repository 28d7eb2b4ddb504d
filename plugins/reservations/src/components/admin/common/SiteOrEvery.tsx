import { Select } from '@backstage/ui';
import type { Site } from '@callboard/backstage-plugin-reservations-common';

const EVERY = 'every';

/** One site; or every one, which is the empty value. */
export function SiteOrEvery(props: {
  label: string;
  sites: Site[];
  /** What every site is called; without it, one must be chosen. */
  every?: string;
  /** What a site is called, if not by its title. */
  labelOf?: (site: Site) => string;
  value: string;
  isDisabled?: boolean;
  onChange: (siteRef: string) => void;
}) {
  const { sites, every, labelOf, value, onChange, ...rest } = props;
  return (
    <Select
      {...rest}
      options={[
        ...(every ? [{ id: EVERY, label: every }] : []),
        ...sites.map(site => ({
          id: site.entityRef,
          label: labelOf?.(site) ?? site.title,
        })),
      ]}
      value={value || EVERY}
      onChange={key =>
        onChange(key === null || key === EVERY ? '' : String(key))
      }
    />
  );
}
