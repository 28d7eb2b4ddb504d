import { coreComponentsTranslationRef } from '@backstage/core-components/alpha';
import { createTranslationMessages } from '@backstage/frontend-plugin-api';

export default createTranslationMessages({
  ref: coreComponentsTranslationRef,
  full: true,
  messages: {
    'signIn.title': 'Accedi',
    'signIn.loginFailed': 'Accesso non riuscito',
    'signIn.customProvider.title': 'Utente personalizzato',
    'signIn.customProvider.subtitle':
      'Inserisci il tuo ID utente e le tue credenziali.\n La scelta non verrà conservata.',
    'signIn.customProvider.userId': 'ID utente',
    'signIn.customProvider.tokenInvalid':
      'Il token non è un JWT OpenID Connect valido',
    'signIn.customProvider.continue': 'Continua',
    'signIn.customProvider.idToken': 'ID token (facoltativo)',
    'signIn.guestProvider.title': 'Ospite',
    'signIn.guestProvider.subtitle':
      'Entra come ospite.\n Senza un’identità verificata alcune funzioni potrebbero mancare.',
    'signIn.guestProvider.enter': 'Entra',
    skipToContent: 'Vai al contenuto',
    'copyTextButton.tooltipText': 'Copiato negli appunti',
    'simpleStepper.reset': 'Ricomincia',
    'simpleStepper.finish': 'Fine',
    'simpleStepper.next': 'Avanti',
    'simpleStepper.skip': 'Salta',
    'simpleStepper.back': 'Indietro',
    'errorPage.subtitle': 'ERRORE {{status}}: {{statusMessage}}',
    'errorPage.title': 'Qui qualcosa è andato storto',
    'errorPage.goBack': 'Torna indietro',
    'errorPage.showMoreDetails': 'Mostra i dettagli',
    'errorPage.showLessDetails': 'Nascondi i dettagli',
    'emptyState.missingAnnotation.title': 'Annotazione mancante',
    'emptyState.missingAnnotation.actionTitle':
      'Aggiungi l’annotazione allo YAML del componente come nell’esempio evidenziato:',
    'emptyState.missingAnnotation.readMore': 'Per saperne di più',
    'supportConfig.default.title': 'Assistenza non configurata',
    'supportConfig.default.linkTitle':
      'Aggiungi la chiave di configurazione `app.support`',
    'errorBoundary.title': 'Chiedi aiuto a {{slackChannel}}.',
    'oauthRequestDialog.title': 'Accesso richiesto',
    'oauthRequestDialog.authRedirectTitle':
      'Verrai rimandato alla pagina di accesso OAuth.',
    'oauthRequestDialog.login': 'Accedi',
    'oauthRequestDialog.rejectAll': 'Rifiuta tutto',
    'oauthRequestDialog.message':
      'Accedi per permettere a {{appTitle}} di usare le API e le identità di {{provider}}.',
    'supportButton.title': 'Assistenza',
    'supportButton.close': 'Chiudi',
    'table.filter.title': 'Filtri',
    'table.filter.clearAll': 'Azzera tutto',
    'table.filter.placeholder': 'Tutti i risultati',
    'table.body.emptyDataSourceMessage': 'Nulla da mostrare',
    'table.pagination.firstTooltip': 'Prima pagina',
    'table.pagination.labelDisplayedRows': '{from}-{to} di {count}',
    'table.pagination.labelRowsSelect': 'righe',
    'table.pagination.lastTooltip': 'Ultima pagina',
    'table.pagination.nextTooltip': 'Pagina successiva',
    'table.pagination.previousTooltip': 'Pagina precedente',
    'table.toolbar.search': 'Filtra',
    'table.header.actions': 'Azioni',
    'alertDisplay.message_one': '({{ count }} messaggio più recente)',
    'alertDisplay.message_other': '({{ count }} messaggi più recenti)',
    'autoLogout.stillTherePrompt.title': 'Disconnessione per inattività',
    'autoLogout.stillTherePrompt.buttonText': 'No, resto qui',
    'dependencyGraph.fullscreenTooltip': 'Schermo intero',
    'proxiedSignInPage.title':
      'Non risulti connesso. Prova a ricaricare la pagina.',
    'logViewer.downloadBtn.tooltip': 'Scarica i log',
    'logViewer.copyBtn.tooltip': 'Copia i log negli appunti',
    'logViewer.searchField.placeholder': 'Cerca',
  },
});
