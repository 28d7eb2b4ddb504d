import { useTheme } from '@material-ui/core/styles';
import type { ThemeMode } from '../lib/colour';

export function useThemeMode(): ThemeMode {
  const theme = useTheme();
  return theme.palette?.type === 'dark' ? 'dark' : 'light';
}
