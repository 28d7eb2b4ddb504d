import type { Texts } from './en';

export const it: Texts = {
  locale: 'it',
  ofSeries: (what, more) =>
    more === 1
      ? `${what}, e un’altra della stessa serie`
      : `${what}, e altre ${more} della stessa serie`,
  booked: title => `“${title}” è prenotata`,
  approved: title => `“${title}” è approvata`,
  takingPart: title => `Partecipi a “${title}”`,
  handedOver: title => `“${title}” ora è tua`,
  changed: title => `“${title}” è stata modificata`,
  cancelled: title => `“${title}” è stata annullata`,
  approvalAsked: title => `“${title}” attende l’approvazione`,
  approvalFor: (what, owner) => `${what}, per ${owner}.`,
  lapses: when => `Decade ${when}.`,
  rejected: title => `“${title}” non è stata approvata`,
  expired: title => `“${title}” è decaduta: nessuno ha deciso in tempo`,
  noShow: title => `“${title}” è stata liberata: nessuno ha fatto il check-in`,
  started: title => `“${title}” è iniziata`,
  startedUntil: (places, end) => `${places}, fino a ${end}.`,
  ended: title => `“${title}” è terminata`,
  endedWhy: {
    completed: 'Il suo tempo era finito.',
    released: 'È stata liberata in anticipo.',
    off_hours: 'È stata terminata per la notte.',
  },
  offHours: title => `“${title}” termina per la notte`,
  offHoursAt: (places, when) =>
    `${places}: ${when}, a meno che qualcuno la mantenga.`,
  beginsSoon: title => `“${title}” sta per iniziare`,
  endsSoon: title => `“${title}” sta per finire`,
  checkIn: title => `Fai il check-in per “${title}”`,
  checkInUntil: (places, when) =>
    `${places}: altrimenti la prenotazione decade ${when}.`,
  offered: title => `Ora è libero: ${title}`,
  offeredUntil: (what, until) =>
    `${what}: è tenuto da parte per te fino a ${until}. Accetta o rifiuta.`,
  offerLapsed: title => `L’offerta per “${title}” è decaduta`,
  offerWent: what => `${what}: è passato a chi viene dopo.`,
  certificationExpires: title => `${title} scade presto`,
  certificationUntil: day =>
    `La tua certificazione vale fino al ${day}. Dopo quella data non si può prenotare ciò che la richiede.`,
  setupFailed: (title, message) =>
    `La preparazione di “${title}” non è riuscita${message ? `: ${message}` : ''}`,
  setupMessage: message => `“${message}”`,
  setupReady: title => `“${title}” è pronta`,
  setupSays: (title, message) => `${title}: ${message}`,
  problemReported: (resource, title) => `Problema con ${resource}: ${title}`,
  problemSolved: (resource, title) => `Risolto: ${title} (${resource})`,
  problemTaken: (resource, title) => `Preso in carico: ${title} (${resource})`,
  problemMaintenance: resource => `${resource} è per questo in manutenzione.`,
  maintenanceDuring: title => `Manutenzione durante “${title}”`,
  outOfServiceDuring: (title, resource) =>
    `${resource ?? 'Ciò che hai prenotato'}: fuori servizio durante “${title}”`,
  maintenanceMoved: title => `“${title}” è stata spostata per manutenzione`,
  maintenanceMovedTo: (where, when) => `Ora è su ${where}, ${when}.`,
  maintenanceCancelled: title =>
    `“${title}” è stata annullata per manutenzione`,
  inMaintenance: ({ resource, from, until, what }) =>
    `${resource} è in manutenzione da ${from} a ${until} (${what}).`,
  outOfService: ({ resource, isMaintenance, message }) =>
    `${resource ?? 'La risorsa'} ${isMaintenance ? 'è in manutenzione' : 'non è disponibile'}${message ? ` (${message})` : ''}.`,
  staysAsItIs: 'La tua prenotazione resta com’è.',
  freeInstead: (where, when) =>
    `Libero in alternativa: ${where}, ${when ?? 'allo stesso orario'}.`,
  report: {
    used: percent => `usato al ${percent} %`,
    booked: hours => `${hours} prenotate`,
    in: (hours, bookings) =>
      `${hours} in ${bookings} ${bookings === 1 ? 'prenotazione' : 'prenotazioni'}`,
    noShows: count => `${count} ${count === 1 ? 'assenza' : 'assenze'}`,
    cancelled: count => `${count} ${count === 1 ? 'annullata' : 'annullate'}`,
    released: count =>
      `${count} ${count === 1 ? 'rilasciata' : 'rilasciate'} prima`,
    cost: amounts => `costo ${amounts}`,
  },
};
