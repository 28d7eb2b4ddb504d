import type { Texts } from './en';

export const it: Texts = {
  locale: 'it',
  source: sentence => `“${sentence}”`,
  approved: title => `“${title}” è approvata`,
  hasApproval: title => `“${title}” ha un’approvazione`,
  needsAnother: 'Ne serve anche una di un’altra persona.',
  sentBack: title => `“${title}” è stata rimandata indietro`,
  rejected: title => `“${title}” è stata respinta`,
  denied: title => `“${title}” è respinta da una regola`,
  conflicted: title => `“${title}” non si può più integrare`,
  closed: title => `“${title}” è stata chiusa senza essere integrata`,
  withdrawn: title => `“${title}” è stata ritirata`,
  expired: title => `“${title}” è scaduta`,
  changeAndHandIn: 'Modificala e consegnala di nuovo.',
  putRight: 'Rimettila a posto: poi verrà revisionata di nuovo.',
  putRightOrWithdraw: 'Rimettila a posto, oppure ritirala.',
  stays:
    'Il servizio continua a funzionare. Il portale non lo chiede più finché la data di fine non viene spostata e superata.',
  newsOf: title => `Novità su “${title}”`,
  saidOn: (who, title) => `${who} su “${title}”`,
  endsOn: (name, day) =>
    day === undefined
      ? `${name} finisce alla sua data di fine`
      : `${name} finisce il ${day}`,
  extendIfNeeded: place =>
    `${place}. Prolungalo se serve ancora; altrimenti quel giorno si apre una richiesta di dismissione.`,
  openedToDecommission: title =>
    `Il portale ha aperto la richiesta “${title}” per dismetterlo.`,
  inTheWay: 'Qualcosa lo impedisce: guarda la bozza e consegnala.',
  nothingGoesYet: 'Nulla viene rimosso prima che qualcuno lo approvi.',
  extendToKeep: 'Prolunga il servizio per tenerlo.',
  merged: title => `“${title}” è integrata`,
  gone: title => `“${title}”: rimosso`,
  ready: title => `“${title}” è pronta`,
  serviceGone: what => `${what} non c’è più.`,
  credentials: (kind, where) => `credenziali (${kind}) in ${where}`,
  reviewAsked: title => `“${title}” attende la revisione`,
  placeFor: (place, owner) => `${place}, per ${owner}.`,
  revision: revision => `Revisione ${revision}.`,
  dueBy: when => `Va revisionata entro ${when}.`,
  deputy: title => `Sei vice nella revisione di “${title}”`,
  deputyOf: who => `La revisiona ${who}; puoi decidere anche tu.`,
  wellAgain: name => `${name} sta di nuovo bene`,
  takesLong: name => `${name} ci mette più del dovuto`,
  degraded: name => `${name} è degradato`,
};
