/**
 * What the pages and tabs of Backstage and of the suite are called in other
 * languages. The title of an extension is one for all languages and no message, so
 * the English one is the key; what is not in here is called as it calls itself.
 */
const TITLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  it: {
    // Pages
    Catalog: 'Catalogo',
    'Catalog Graph': 'Grafo del catalogo',
    Create: 'Crea',
    Notifications: 'Notifiche',
    Search: 'Cerca',
    Settings: 'Impostazioni',
    // Tabs of pages
    Actions: 'Azioni',
    'Authentication Providers': 'Fornitori di autenticazione',
    'Feature Flags': 'Feature flag',
    General: 'Generali',
    Reservations: 'Prenotazioni',
    Tasks: 'Esecuzioni',
    'Template Editor': 'Editor dei template',
    Templates: 'Template',
    'Templating Extensions': 'Estensioni per i template',
    // Tabs of entities
    Audit: 'Registro',
    Bookings: 'Prenotazioni',
    Overview: 'Panoramica',
    Webhooks: 'Webhook',
  },
};

/** The languages in which some title is another than in English. */
export const TITLE_LANGUAGES: readonly string[] = Object.keys(TITLES);

/** What an extension with that title is called in a language. */
export function titleIn(language: string, title: string): string {
  const titles = TITLES[language];
  return titles && Object.hasOwn(titles, title) ? titles[title] : title;
}
