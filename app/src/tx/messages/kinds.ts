import { texts } from '../../i18n/index.tsx';

/** What each kind of action is called. */
export const kindTexts = texts({
  transfer: { en: 'Payment', nl: 'Betaling', es: 'Pago' },
  openBudget: { en: 'New budget', nl: 'Nieuw budget', es: 'Nuevo presupuesto' },
  amendBudget: { en: 'Change of a budget', nl: 'Wijziging van een budget', es: 'Cambio de presupuesto' },
  reduceBudget: { en: 'Reduction of a budget', nl: 'Verlaging van een budget', es: 'Reducción de presupuesto' },
  revokeBudget: { en: 'Stop of a budget', nl: 'Stopzetting van een budget', es: 'Fin de un presupuesto' },
  setRule: { en: 'Rule', nl: 'Regel', es: 'Regla' },
  widenRule: { en: 'Wider data rule', nl: 'Ruimere gegevensregel', es: 'Regla de más datos' },
  repealRule: { en: 'Repeal of a rule', nl: 'Intrekking van een regel', es: 'Derogación de una regla' },
  setTrack: { en: 'Track', nl: 'Spoor', es: 'Vía' },
  setPlatform: { en: 'Platform settings', nl: 'Platforminstellingen', es: 'Ajustes de la plataforma' },
  setGuardian: { en: 'Guardian', nl: 'Wachter', es: 'Guardián' },
  setScorer: { en: 'Scorer', nl: 'Scorer', es: 'Puntuador' },
  resolveDistribution: {
    en: 'Ruling on a challenge',
    nl: 'Uitspraak over een aanvechting',
    es: 'Fallo sobre una impugnación',
  },
  createGrant: { en: 'Grant of shares', nl: 'Toekenning van aandelen', es: 'Concesión de participaciones' },
  revokeGrant: { en: 'Revocation of a grant', nl: 'Intrekking van een toekenning', es: 'Revocación de una concesión' },
  issueTreasury: { en: 'Issue to the treasury', nl: 'Uitgifte aan de kas', es: 'Emisión a la tesorería' },
  resolve: { en: 'Resolution', nl: 'Besluit', es: 'Resolución' },
  upgrade: { en: 'Replacement of a program', nl: 'Vervanging van een programma', es: 'Sustitución de un programa' },
  invoke: { en: 'Call of a program', nl: 'Aanroep van een programma', es: 'Llamada a un programa' },
});
