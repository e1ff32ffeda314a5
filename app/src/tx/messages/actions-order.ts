import {
  type Action,
  BLOCKABLE,
  type HouseTerms,
  kindsIn,
  OPTIMISTIC,
  type RuleTerms,
  type TrackTerms,
} from '@makerstake/client';
import type { Text } from '../../i18n/index.tsx';
import { kindTexts } from './kinds.ts';
import {
  addr,
  bare,
  bps,
  count,
  duration,
  hash,
  list,
  ppm,
  type Sentence,
  sol,
  text,
  units,
  type Value,
} from './sentence.ts';

/** The domains of rules, by number. */
export const DOMAINS: readonly Text[] = [
  { en: 'moderation', nl: 'moderatie', es: 'moderación' },
  { en: 'data', nl: 'gegevens', es: 'datos' },
  { en: 'product', nl: 'product', es: 'producto' },
  { en: 'economy', nl: 'economie', es: 'economía' },
];
const NOBODY = '11111111111111111111111111111111';
const NONE: Text = { en: 'none', nl: 'geen', es: 'ninguno' };

/** Actions about how the platform is run. */
export function describeOrder(
  action: Extract<
    Action,
    {
      kind:
        | 'setRule'
        | 'widenRule'
        | 'repealRule'
        | 'setTrack'
        | 'setPlatform'
        | 'setGuardian'
        | 'setScorer'
        | 'resolveDistribution';
    }
  >,
): Sentence {
  switch (action.kind) {
    case 'setRule':
    case 'widenRule':
      return rule(action, action.kind === 'widenRule');
    case 'repealRule':
      return {
        values: { id: count(action.id), version: count(action.version), notice: duration(action.notice) },
        text: {
          en: 'Repeal rule {id} by its version {version}, {notice} after execution.',
          nl: 'Trek regel {id} in met versie {version}, {notice} na uitvoering.',
          es: 'Derogar la regla {id} con su versión {version}, {notice} tras la ejecución.',
        },
      };
    case 'setTrack':
      return track(action.id, action.terms);
    case 'setPlatform':
      return {
        values: {
          hash: hash(action.constitutionHash),
          earned: units(action.seatMinEarned),
          age: duration(action.seatMinAge),
        },
        tone: 'danger',
        text: {
          en: 'Adopt the constitution with hash {hash}; a creator seat asks for {earned} earned shares and an age of {age}.',
          nl: 'Neem de grondwet met hash {hash} aan; een makerszetel vraagt {earned} verdiende aandelen en een leeftijd van {age}.',
          es: 'Adoptar la constitución con hash {hash}; un escaño de creador exige {earned} participaciones ganadas y una antigüedad de {age}.',
        },
      };
    case 'setGuardian':
      return action.guardian === NOBODY
        ? {
            values: {},
            text: {
              en: 'Have no guardian from then on.',
              nl: 'Heb vanaf dan geen wachter.',
              es: 'No tener guardián desde entonces.',
            },
          }
        : {
            values: { guardian: addr(action.guardian), lasts: duration(action.lasts) },
            text: {
              en: 'Appoint {guardian} as guardian for {lasts}: it may block proposals on some tracks, and nothing else.',
              nl: 'Benoem {guardian} tot wachter voor {lasts}: die mag op sommige sporen voorstellen blokkeren, en niets anders.',
              es: 'Nombrar guardián a {guardian} durante {lasts}: puede bloquear propuestas en algunas vías, y nada más.',
            },
          };
    case 'setScorer':
      return {
        values: { scorer: addr(action.scorer) },
        text: {
          en: 'Let {scorer} propose distributions from now on.',
          nl: 'Laat {scorer} voortaan verdelingen voorstellen.',
          es: 'Permitir que {scorer} proponga distribuciones desde ahora.',
        },
      };
    case 'resolveDistribution':
      return {
        values: { distribution: addr(action.distribution), outcome: count(action.outcome) },
        text: {
          en: 'Decide the challenge of the distribution {distribution}: {outcome, plural, =0 {the proposed root stands} =1 {the rival root takes its place} other {neither; both bonds go back}}.',
          nl: 'Beslis over de aanvechting van de verdeling {distribution}: {outcome, plural, =0 {de voorgestelde wortel blijft} =1 {de andere wortel komt ervoor in de plaats} other {geen van beide; beide inzetten gaan terug}}.',
          es: 'Decidir la impugnación de la distribución {distribution}: {outcome, plural, =0 {queda la raíz propuesta} =1 {la sustituye la rival} other {ninguna; ambas fianzas vuelven}}.',
        },
      };
  }
}

/** A parameter's value by its unit: programs/core/src/rule.rs. */
function param({ unit, value }: { unit: number; value: bigint }): Value {
  switch (unit) {
    case 2:
      return bps(Number(value));
    case 4:
      return duration(Number(value));
    case 6:
      return text(value === 0n ? { en: 'no', nl: 'nee', es: 'no' } : { en: 'yes', nl: 'ja', es: 'sí' });
    case 5: {
      const bits = `0b${value.toString(2)}`;
      return text({ en: bits, nl: bits, es: bits });
    }
    case 3:
      return bare(value);
    default:
      return units(value, 0);
  }
}

function rule({ id, domain, version, textHash, notice, lasts, params }: RuleTerms, widens: boolean): Sentence {
  const values = {
    id: count(id),
    version: count(version),
    domain: text(DOMAINS[domain] ?? NONE),
    hash: hash(textHash),
    notice: duration(notice),
    lasts:
      lasts === 0
        ? text({ en: 'until it is replaced', nl: 'tot vervanging', es: 'hasta su sustitución' })
        : duration(lasts),
    params: params.length === 0 ? text(NONE) : list(params.map(param)),
  };
  return widens
    ? {
        values,
        tone: 'danger',
        text: {
          en: 'Write version {version} of rule {id} ({domain}), which may WIDEN what data is collected; its text has the hash {hash}, its parameters are {params}; in effect {notice} after execution, {lasts}.',
          nl: 'Schrijf versie {version} van regel {id} ({domain}), die mag VERRUIMEN welke gegevens verzameld worden; de tekst heeft hash {hash}, de parameters zijn {params}; van kracht {notice} na uitvoering, {lasts}.',
          es: 'Escribir la versión {version} de la regla {id} ({domain}), que puede AMPLIAR los datos que se recogen; su texto tiene el hash {hash}, sus parámetros son {params}; vigente {notice} tras la ejecución, {lasts}.',
        },
      }
    : {
        values,
        text: {
          en: 'Write version {version} of rule {id} ({domain}); its text has the hash {hash}, its parameters are {params}; in effect {notice} after execution, {lasts}.',
          nl: 'Schrijf versie {version} van regel {id} ({domain}); de tekst heeft hash {hash}, de parameters zijn {params}; van kracht {notice} na uitvoering, {lasts}.',
          es: 'Escribir la versión {version} de la regla {id} ({domain}); su texto tiene el hash {hash}, sus parámetros son {params}; vigente {notice} tras la ejecución, {lasts}.',
        },
      };
}

const house = (terms: HouseTerms): Value => list([bps(terms.quorumBps), bps(terms.approvalBps), bps(terms.vetoBps)]);

function track(id: number, terms: TrackTerms): Sentence {
  const kinds = kindsIn(terms.kinds).map((kind) => text(kindTexts[kind]));
  const flags = [
    ...((terms.flags & OPTIMISTIC) === 0
      ? []
      : [text({ en: 'passes unless objected to', nl: 'slaagt tenzij bezwaar', es: 'pasa salvo objeción' })]),
    ...((terms.flags & BLOCKABLE) === 0
      ? []
      : [text({ en: 'guardian may block', nl: 'wachter mag blokkeren', es: 'el guardián puede bloquear' })]),
  ];
  return {
    values: {
      id: count(id),
      kinds: kinds.length === 0 ? text(NONE) : list(kinds),
      token: house(terms.token),
      creator: house(terms.creator),
      votingDelay: duration(terms.votingDelay),
      votingPeriod: duration(terms.votingPeriod),
      coolOff: duration(terms.coolOff),
      timelock: duration(terms.timelock),
      grace: duration(terms.grace),
      bond: sol(terms.bond),
      each: ppm(terms.perActionLimitPpm),
      epoch: ppm(terms.perEpochLimitPpm),
      propose: bps(terms.proposalThresholdBps),
      spam: bps(terms.bondRefundBps),
      flags: flags.length === 0 ? text(NONE) : list(flags),
    },
    tone: 'danger',
    text: {
      en: 'Change what track {id} asks of proposals. It takes: {kinds}. Quorum, approval and veto are {token} for shares and {creator} for creator seats. Voting delay {votingDelay}, voting period {votingPeriod}, cool-off {coolOff}, timelock {timelock}, execution within {grace}. The bond is {bond}. One action takes at most {each} of the treasury, an epoch {epoch}. A proposer holds {propose} of all votes; {spam} of them save its bond. Flags: {flags}.',
      nl: 'Wijzig wat spoor {id} van voorstellen vraagt. Het neemt: {kinds}. Quorum, instemming en bezwaar zijn {token} voor aandelen en {creator} voor makerszetels. Aanloop {votingDelay}, stemming {votingPeriod}, bezinning {coolOff}, wachttijd {timelock}, uitvoering binnen {grace}. De borg is {bond}. Eén actie neemt hoogstens {each} van de kas, een tijdvak {epoch}. Een indiener heeft {propose} van alle stemmen; {spam} ervan redden de borg. Vlaggen: {flags}.',
      es: 'Cambiar lo que la vía {id} exige a las propuestas. Admite: {kinds}. Cuórum, aprobación y objeción son {token} para participaciones y {creator} para escaños de creador. Antelación {votingDelay}, votación {votingPeriod}, reflexión {coolOff}, espera {timelock}, ejecución en {grace}. La fianza es {bond}. Una acción toma como máximo {each} de la tesorería, una época {epoch}. El proponente tiene {propose} de todos los votos; {spam} de ellos salvan su fianza. Marcas: {flags}.',
    },
  };
}
