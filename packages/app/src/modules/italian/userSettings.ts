import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { userSettingsTranslationRef } from '@backstage/plugin-user-settings/alpha';

export default createTranslationMessages({
  ref: userSettingsTranslationRef,
  full: true,
  messages: {
    'languageToggle.title': 'Lingua',
    'languageToggle.description': 'Cambia la lingua',
    'languageToggle.select': 'Scegli la lingua {{language}}',
    'themeToggle.title': 'Tema',
    'themeToggle.description': 'Cambia il tema',
    'themeToggle.select': 'Scegli il tema {{theme}}',
    'themeToggle.selectAuto': 'Scegli il tema automatico',
    'themeToggle.names.light': 'Chiaro',
    'themeToggle.names.dark': 'Scuro',
    'themeToggle.names.auto': 'Automatico',
    'signOutMenu.title': 'Esci',
    'signOutMenu.moreIconTitle': 'altro',
    'pinToggle.title': 'Fissa la barra laterale',
    'pinToggle.description': 'La barra laterale resta sempre aperta',
    'pinToggle.switchTitles.unpin': 'Non fissare la barra laterale',
    'pinToggle.switchTitles.pin': 'Fissa la barra laterale',
    'pinToggle.ariaLabelTitle': 'Barra laterale fissa',
    'identityCard.title': 'Identità Backstage',
    'identityCard.noIdentityTitle': 'Nessuna identità Backstage',
    'identityCard.userEntity': 'Entità utente',
    'identityCard.ownershipEntities': 'Entità di appartenenza',
    'defaultProviderSettings.description':
      'Autenticazione verso le API e le identità di {{provider}}',
    'emptyProviders.title': 'Nessun fornitore di autenticazione',
    'emptyProviders.description':
      'A Backstage si possono aggiungere fornitori di autenticazione con cui accedere ad altri servizi.',
    'emptyProviders.action.title':
      'Apri app-config.yaml e apporta le modifiche evidenziate qui sotto:',
    'emptyProviders.action.readMoreButtonTitle': 'Per saperne di più',
    'providerSettingsItem.title.signIn': 'Accedi a {{title}}',
    'providerSettingsItem.title.signOut': 'Esci da {{title}}',
    'providerSettingsItem.buttonTitle.signIn': 'Accedi',
    'providerSettingsItem.buttonTitle.signOut': 'Esci',
    'authProviders.title': 'Fornitori disponibili',
    'defaultSettingsPage.tabsTitle.general': 'Generali',
    'defaultSettingsPage.tabsTitle.authProviders':
      'Fornitori di autenticazione',
    'defaultSettingsPage.tabsTitle.featureFlags': 'Feature flag',
    'featureFlags.title': 'Feature flag',
    'featureFlags.description':
      'Dopo aver cambiato un feature flag ricarica la pagina',
    'featureFlags.emptyFlags.title': 'Nessun feature flag',
    'featureFlags.emptyFlags.description':
      'Con i feature flag i plugin offrono funzioni che ciascuno può attivare, per esempio per provarle prima degli altri.',
    'featureFlags.emptyFlags.action.title':
      'Un esempio di come aggiungere un feature flag è evidenziato qui sotto:',
    'featureFlags.emptyFlags.action.readMoreButtonTitle': 'Per saperne di più',
    'featureFlags.filterTitle': 'Filtra',
    'featureFlags.clearFilter': 'Azzera il filtro',
    'featureFlags.flagItem.title.disable': 'Disattiva',
    'featureFlags.flagItem.title.enable': 'Attiva',
    'featureFlags.flagItem.subtitle.registeredInApplication':
      'Registrato nell’applicazione',
    'featureFlags.flagItem.subtitle.registeredInPlugin':
      'Registrato nel plugin {{pluginId}}',
    'settingsLayout.title': 'Impostazioni',
    sidebarTitle: 'Impostazioni',
    'profileCard.title': 'Profilo',
    'appearanceCard.title': 'Aspetto',
  },
});
