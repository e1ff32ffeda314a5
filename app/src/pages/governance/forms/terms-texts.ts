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
    en: 'House of makers',
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
  fQuorum: {
    en: 'A house that is asked needs a quorum of 5 to 40 %; of shares at least 10 % where the track spends or issues shares.',
    nl: 'Een huis dat gevraagd wordt heeft een quorum van 5 tot 40 % nodig; van de aandelen minstens 10 % waar het spoor betaalt of aandelen uitgeeft.',
    es: 'Una cámara consultada necesita un cuórum del 5 al 40 %; de participaciones al menos el 10 % si la vía gasta o las emite.',
  },
  fApproval: {
    en: 'A house with a quorum approves with 50 to 75 %.',
    nl: 'Een huis met een quorum stemt in met 50 tot 75 %.',
    es: 'Una cámara con cuórum aprueba con el 50 al 75 %.',
  },
  fVeto: {
    en: 'An objection counts from 20 % on, or not at all.',
    nl: 'Bezwaar telt vanaf 20 %, of helemaal niet.',
    es: 'La objeción cuenta desde el 20 %, o no cuenta.',
  },
  fThreshold: {
    en: 'A proposer has 0.25 to 10 % of all votes.',
    nl: 'Wie voorstelt heeft 0,25 tot 10 % van alle stemmen.',
    es: 'Quien propone tiene del 0,25 al 10 % de los votos.',
  },
  fRefund: {
    en: 'The bond goes back from 10 % support at the most.',
    nl: 'De borg gaat bij hoogstens 10 % steun terug.',
    es: 'La fianza vuelve con un apoyo del 10 % como máximo.',
  },
  fPeriods: {
    en: 'No period exceeds 60 days.',
    nl: 'Geen periode duurt langer dan 60 dagen.',
    es: 'Ningún plazo supera 60 días.',
  },
  fVotingPeriod: {
    en: 'Voting takes 3 days at least.',
    nl: 'Stemmen duurt minstens 3 dagen.',
    es: 'Votar dura al menos 3 días.',
  },
  fGrace: {
    en: 'Execution has 1 day at least.',
    nl: 'Uitvoeren kan minstens 1 dag.',
    es: 'Ejecutar admite al menos 1 día.',
  },
  fTimelock: {
    en: 'What pays somebody waits 1 day at least, what issues shares or could rewrite governance 7.',
    nl: 'Wat betaalt wacht minstens 1 dag, wat aandelen uitgeeft of het bestuur kan herschrijven 7.',
    es: 'Lo que paga espera al menos 1 día; lo que emite participaciones o puede reescribir el gobierno, 7.',
  },
  fRuling: {
    en: 'Rulings and another scorer can be executed within 21 days, also with twice the timelock.',
    nl: 'Uitspraken en een andere puntenteller zijn binnen 21 dagen uitvoerbaar, ook met dubbele wachttijd.',
    es: 'Los fallos y otro puntuador se pueden ejecutar en 21 días, también con el doble de espera.',
  },
  fNoDecision: {
    en: 'The house of shares must decide: give it a quorum.',
    nl: 'Het huis van aandelen moet beslissen: geef het een quorum.',
    es: 'La cámara de participaciones debe decidir: dale un cuórum.',
  },
  fOptimistic: {
    en: 'A track that passes by silence takes payments, budgets and words only; both houses object at 5 to 33 %, without quorum; 1 % of the treasury an action, 5 % an epoch.',
    nl: 'Een spoor dat bij zwijgen slaagt neemt alleen betalingen, budgetten en woorden; beide huizen maken bezwaar bij 5 tot 33 %, zonder quorum; 1 % van de kas per actie, 5 % per tijdvak.',
    es: 'Una vía que pasa por silencio solo admite pagos, presupuestos y palabras; ambas cámaras objetan del 5 al 33 %, sin cuórum; 1 % de la tesorería por acción, 5 % por época.',
  },
  fSpending: {
    en: 'Spending limits belong to payments and budgets only, and one action may take no more than an epoch.',
    nl: 'Bestedingslimieten horen alleen bij betalingen en budgetten, en één actie neemt niet meer dan een tijdvak.',
    es: 'Los límites de gasto solo valen para pagos y presupuestos, y una acción no puede tomar más que una época.',
  },
  fBlockable: {
    en: 'The guardian can never block the end of a budget or the choice of a guardian.',
    nl: 'De wachter kan het einde van een budget of de keuze van een wachter nooit blokkeren.',
    es: 'El guardián nunca puede bloquear el fin de un presupuesto ni la elección de un guardián.',
  },
  fBond: {
    en: 'A bond is 0.5 to 100 SOL.',
    nl: 'Een borg is 0,5 tot 100 SOL.',
    es: 'Una fianza es de 0,5 a 100 SOL.',
  },
  fConstitutional: {
    en: 'A track that writes tracks, calls or replaces programs asks both houses for a quorum of 15 to 40 % and an approval of 60 to 75 %, and its proposer for 1 % of all votes at most.',
    nl: 'Een spoor dat sporen schrijft of programma’s aanroept of vervangt vraagt beide huizen een quorum van 15 tot 40 % en instemming van 60 tot 75 %, en wie voorstelt hoogstens 1 % van alle stemmen.',
    es: 'Una vía que escribe vías, o llama o sustituye programas, pide a ambas cámaras un cuórum del 15 al 40 % y una aprobación del 60 al 75 %, y a quien propone el 1 % de los votos como máximo.',
  },
  fTooLong: {
    en: 'A vote of this track could last longer than two snapshot epochs, for which weights are remembered.',
    nl: 'Een stemming van dit spoor kan langer duren dan twee peilperioden, waarin gewichten bewaard blijven.',
    es: 'Una votación de esta vía podría durar más que dos épocas de registro, en las que se recuerdan los pesos.',
  },
});
