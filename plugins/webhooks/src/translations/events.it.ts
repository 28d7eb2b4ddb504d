import type { events } from './events';
import type { Translated } from './types';

export const eventsIt: Translated<typeof events> = {
  'events.notLoaded': 'Impossibile caricare il catalogo eventi',
  'events.search': 'Cerca eventi',
  'events.noneFound': 'Nessun evento corrisponde',
  'events.clearSearch': 'Mostra tutti gli eventi',
  'events.empty.title': 'Ancora nessun evento',
  'events.empty.text':
    'I plugin dicono che cosa annunciano quando partono. Appena uno lo fa, i suoi eventi compaiono qui con i campi e un esempio.',
  'events.group.booking': 'Prenotazioni',
  'events.group.resource': 'Risorse',
  'events.group.type': 'Tipi di risorsa',
  'events.group.sshKey': 'Chiavi SSH',
  'events.group.site': 'Sedi',
  'events.group.endpoint': 'Endpoint',
  'events.group.member': 'Membri delle sedi',
  'events.group.grant': 'Permessi di accesso',
  'events.group.feedToken': 'Feed di calendario',
  'events.source': 'Annunciato dal plugin {{plugin}}.',
  'events.parts': 'Che cosa dice {{title}}',
  'events.fields': 'Campi',
  'events.fieldsHint': 'Che cosa c’è in data.',
  'events.fieldsOf': 'Campi di {{title}}',
  'events.noFields': 'Non dice quali campi ha.',
  'events.example': 'Esempio',
  'events.exampleHint':
    'L’intero corpo di una richiesta, nella forma standard. Con i dati personali c’è anche data.people.',
  'events.exampleOf': 'Esempio di {{type}}',
  'events.schema': 'JSON Schema',
  'events.schemaOf': 'JSON Schema di {{type}}',
  'events.column.field': 'Campo',
  'events.column.type': 'Tipo',
  'events.column.presence': 'Presente',
  'events.column.description': 'Significato',
  'events.always': 'sempre',
  'events.maybe': 'se noto',
};
