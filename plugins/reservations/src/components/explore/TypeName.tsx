import { useThemeMode } from '../../hooks/useThemeMode';
import { tint } from '../../lib/colour';
import type { InventoryTitles } from './useInventoryTitles';
import styles from './TypeName.module.css';

/** A resource type in words beside its colour. */
export function TypeName(props: { name: string; titles: InventoryTitles }) {
  const { name, titles } = props;
  const mode = useThemeMode();
  const colour = titles.typeOf(name)?.colour;
  return (
    <span>
      {colour && (
        <span
          aria-hidden
          className={styles.dot}
          style={{ background: tint(colour, mode) }}
        />
      )}
      {titles.typeTitle(name)}
    </span>
  );
}
