import type { settings } from './settings';
import type { Translated } from './types';

export const settingsIt: Translated<typeof settings> = {
  'settings.zone': 'Fuso orario',
  'settings.zoneHint':
    'In quale fuso si mostrano gli orari su questo dispositivo. Si può cambiare in ogni pagina.',
  'settings.zoneNow': 'Lì adesso sono le {{time}}.',
  'settings.zoneReset': 'Usa il fuso di questo dispositivo, {{zone}}',
  'settings.reminders': 'Promemoria',
  'settings.remindersHint':
    'Quanto prima dell’inizio di una tua prenotazione ricevi un promemoria. Quali notifiche arrivano, e come, si sceglie più sotto.',
  'settings.remindersNotLoaded':
    'Non è stato possibile caricare la tua scelta.',
  'settings.remindersNotSaved': 'La tua scelta non è stata salvata.',
  'settings.remindersSaved': 'Salvato.',
  'settings.reminderNever': 'Mai',
  'settings.reminderBefore': '{{time}} prima',
  'settings.elsewhere': 'Altrove in queste impostazioni',
  'settings.general': 'Lingua e tema',
  'settings.notifications': 'Che cosa ti viene notificato',
  'settings.link': 'Impostazioni, chiavi SSH e feed di calendario',
  'feeds.title': 'Feed di calendario',
  'feeds.hint':
    'Le tue prenotazioni, quelle di una risorsa o di una sede, nel calendario che usi già. Le legge e non cambia nulla.',
  'feeds.notLoaded': 'Impossibile caricare i tuoi feed di calendario.',
  'feeds.empty': 'Non hai feed di calendario',
  'feeds.emptyText':
    'Crea qui un indirizzo e abbonati dal tuo calendario: le prenotazioni vi compaiono e restano aggiornate.',
  'feeds.notForYou': 'Il tuo ruolo non può crearne.',
  'feeds.add': 'Crea feed di calendario',
  'feeds.what': 'Che cosa mostra',
  'feeds.kind.personal': 'Ciò che ho prenotato o a cui partecipo',
  'feeds.kind.resource': 'Tutto su una risorsa',
  'feeds.kind.site': 'Tutto in una sede',
  'feeds.resource': 'Risorsa',
  'feeds.scope.personal': 'Le mie prenotazioni',
  'feeds.scope.resource': 'Prenotazioni su {{title}}',
  'feeds.scope.site': 'Prenotazioni a {{title}}',
  'feeds.name': 'Nome',
  'feeds.nameHint':
    'Per distinguerlo dagli altri, come il dispositivo che lo legge.',
  'feeds.create': 'Crea feed',
  'feeds.notMade': 'Non creato',
  'feeds.made': '“{{title}}” è pronto',
  'feeds.once':
    'Copia adesso l’indirizzo: non verrà mostrato di nuovo. Chi lo ha legge il feed, quindi trattalo come una password.',
  'feeds.address': 'l’indirizzo',
  'feeds.how': 'Dove metterlo',
  'feeds.client.google': 'Google Calendar',
  'feeds.clientHow.google':
    'Altri calendari › + › Da URL. Viene riletto forse una volta al giorno.',
  'feeds.client.outlook': 'Outlook',
  'feeds.clientHow.outlook': 'Aggiungi calendario › Sottoscrivi dal Web.',
  'feeds.client.apple': 'Calendario Apple',
  'feeds.clientHow.apple': 'File › Nuova iscrizione calendario.',
  'feeds.client.thunderbird': 'Thunderbird',
  'feeds.clientHow.thunderbird': 'File › Nuovo › Calendario › Sulla rete.',
  'feeds.done': 'L’ho copiato',
  'feeds.lastUsed': 'letto l’ultima volta {{relative}}',
  'feeds.neverUsed': 'mai letto finora',
  'feeds.madeOn': 'creato {{relative}}',
  'feeds.revoke': 'Revoca',
  'feeds.revokeNamed': 'Revoca {{title}}',
  'feeds.revokeQuestion': 'Revocare “{{title}}”?',
  'feeds.revokeText':
    'Il suo indirizzo smette subito di funzionare. I calendari che lo leggono tengono ciò che hanno, o mostrano un errore.',
  'feeds.revoked': '“{{title}}” revocato',
};
