export function startProductionPortal(options: {
  port: number;
  keycloakUrl: string;
  secrets: { portal: string; sync: string };
}): Promise<{ url: string; stop(): Promise<void> }>;
