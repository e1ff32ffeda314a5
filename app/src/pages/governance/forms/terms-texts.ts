import { texts } from '../../../i18n/index.tsx';

/** What a track asks for, and the floors that no vote can go below. */
export const termsTexts = texts({
  newTrack: {
    en: 'A new track, number {n}',
    nl: 'Een nieuw spoor, nummer {n}',
    es: 'Una vía nueva, número {n}',
  },
  trackKinds: {
    en: 'What it takes',
    nl: 'Wat het aanneemt',
    es: 'Qué admite',
  },
  token: {
    en: 'House of shares',
    nl: 'Huis van aandelen',
    es: 'Cámara de participaciones',
  },
  creator: {
    en: 'House of creators',
    nl: 'Huis van makers',
    es: 'Cámara de creadores',
  },
  quorumBps: {
    en: 'Quorum %',
    nl: 'Quorum %',
    es: 'Cuórum %',
  },
  approvalBps: {
    en: 'Approval above %',
    nl: 'Instemming boven %',
    es: 'Aprobación sobre %',
  },
  vetoBps: {
    en: 'Veto at %',
    nl: 'Bezwaar bij %',
    es: 'Objeción al %',
  },
  votingDelay: {
    en: 'Voting delay, days',
    nl: 'Aanloop, dagen',
    es: 'Antelación, días',
  },
  votingPeriod: {
    en: 'Voting period, days',
    nl: 'Stemming, dagen',
    es: 'Votación, días',
  },
  coolOff: {
    en: 'Cool-off, days',
    nl: 'Bezinning, dagen',
    es: 'Reflexión, días',
  },
  timelock: {
    en: 'Timelock, days',
    nl: 'Wachttijd, dagen',
    es: 'Espera, días',
  },
  grace: {
    en: 'Execution within days',
    nl: 'Uitvoering binnen dagen',
    es: 'Ejecución en días',
  },
  bondSol: {
    en: 'Bond, SOL',
    nl: 'Borg, SOL',
    es: 'Fianza, SOL',
  },
  perActionLimitPpm: {
    en: 'One action takes at most % of the treasury',
    nl: 'Eén actie neemt hoogstens % van de kas',
    es: 'Una acción toma como máximo % de la tesorería',
  },
  perEpochLimitPpm: {
    en: 'An epoch takes at most % of the treasury',
    nl: 'Een tijdvak neemt hoogstens % van de kas',
    es: 'Una época toma como máximo % de la tesorería',
  },
  proposalThresholdBps: {
    en: 'A proposer holds % of all votes',
    nl: 'Een indiener heeft % van alle stemmen',
    es: 'El proponente tiene % de los votos',
  },
  bondRefundBps: {
    en: 'Support that saves the bond, % of all votes',
    nl: 'Steun die de borg redt, % van alle stemmen',
    es: 'Apoyo que salva la fianza, % de los votos',
  },
  optimistic: {
    en: 'Passes unless objected to',
    nl: 'Slaagt tenzij bezwaar',
    es: 'Pasa salvo objeción',
  },
  blockable: {
    en: 'The guardian may block',
    nl: 'De wachter mag blokkeren',
    es: 'El guardián puede bloquear',
  },
  belowFloor: {
    en: 'Below what no vote can go',
    nl: 'Onder wat geen stemming kan',
    es: 'Por debajo de lo que permite cualquier votación',
  },
  fKinds: {
    en: 'Choose at least one kind of action.',
    nl: 'Kies minstens één soort actie.',
    es: 'Elige al menos un tipo de acción.',
  },
  fParts: {
    en: 'A house that is asked needs a quorum and an approval from 50 % to below 100 %.',
    nl: 'Een huis dat gevraagd wordt heeft een quorum nodig, en instemming vanaf 50 % en onder 100 %.',
    es: 'Una cámara consultada necesita cuórum y una aprobación desde el 50 % y bajo el 100 %.',
  },
  fPeriods: {
    en: 'Voting takes 3 days at least, execution has 1 day at least, what pays somebody waits 1 day at least, and nothing exceeds 60 days.',
    nl: 'Stemmen duurt minstens 3 dagen, uitvoeren kan minstens 1 dag, wat betaalt wacht minstens 1 dag, en niets duurt langer dan 60 dagen.',
    es: 'Votar dura al menos 3 días, ejecutar admite al menos 1 día, lo que paga espera al menos 1 día, y nada supera 60 días.',
  },
  fNoDecision: {
    en: 'The house of shares must decide: give it a quorum.',
    nl: 'Het huis van aandelen moet beslissen: geef het een quorum.',
    es: 'La cámara de participaciones debe decidir: dale un cuórum.',
  },
  fOptimistic: {
    en: 'A track that passes by silence takes payments, budgets, grants and words only; both houses object at 33 % at most, without quorum; 1 % of the treasury an action, 5 % an epoch.',
    nl: 'Een spoor dat bij zwijgen slaagt neemt alleen betalingen, budgetten, toekenningen en woorden; beide huizen maken bezwaar bij hoogstens 33 %, zonder quorum; 1 % van de kas per actie, 5 % per tijdvak.',
    es: 'Una vía que pasa por silencio solo admite pagos, presupuestos, concesiones y palabras; ambas cámaras objetan al 33 % como máximo, sin cuórum; 1 % de la tesorería por acción, 5 % por época.',
  },
  fSpending: {
    en: 'Spending limits belong to payments, budgets and grants only, and one action may take no more than an epoch.',
    nl: 'Bestedingslimieten horen alleen bij betalingen, budgetten en toekenningen, en één actie neemt niet meer dan een tijdvak.',
    es: 'Los límites de gasto solo valen para pagos, presupuestos y concesiones, y una acción no puede tomar más que una época.',
  },
  fBlockable: {
    en: 'The guardian can never block the end of a budget or the choice of a guardian.',
    nl: 'De wachter kan het einde van een budget of de keuze van een wachter nooit blokkeren.',
    es: 'El guardián nunca puede bloquear el fin de un presupuesto ni la elección de un guardián.',
  },
  fBond: {
    en: 'A bond is 100 SOL at most.',
    nl: 'Een borg is hoogstens 100 SOL.',
    es: 'Una fianza es de 100 SOL como máximo.',
  },
});
