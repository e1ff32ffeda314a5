import type { Action } from '../../rules/actions.ts';
import { addr, count, hash, type Sentence, sol, time, units, type Value } from './sentence.ts';

const amount = (asset: string | undefined, value: bigint): Value => (asset ? units(value) : sol(value));
const seconds = (value: number): Value => ({ is: 'duration', seconds: value });

/** What an action of a proposal would do, in plain words. Token amounts are read with six decimals. */
export function describeAction(action: Action): Sentence {
  switch (action.kind) {
    case 'transfer':
      return action.asset
        ? {
            values: { amount: amount(action.asset, action.amount), mint: addr(action.asset), to: addr(action.to) },
            text: {
              en: 'Pay {amount} of the token {mint} from the treasury to {to}.',
              nl: 'Betaal {amount} van het token {mint} uit de kas aan {to}.',
              es: 'Pagar {amount} del token {mint} de la tesorería a {to}.',
            },
          }
        : {
            values: { amount: sol(action.amount), to: addr(action.to) },
            text: {
              en: 'Pay {amount} from the treasury to {to}.',
              nl: 'Betaal {amount} uit de kas aan {to}.',
              es: 'Pagar {amount} de la tesorería a {to}.',
            },
          };
    case 'openBudget':
      return {
        values: {
          id: count(action.id),
          to: addr(action.recipient),
          day: amount(action.asset, action.terms.perDay),
          cap: amount(action.asset, action.terms.cap),
          lasts: seconds(action.terms.lasts),
          report: seconds(action.reportEvery),
        },
        text: {
          en: 'Open budget {id} for {to}: {day} a day for {lasts}, at most {cap}, with a report every {report}.',
          nl: 'Open budget {id} voor {to}: {day} per dag gedurende {lasts}, hoogstens {cap}, met een verslag elke {report}.',
          es: 'Abrir el presupuesto {id} para {to}: {day} al día durante {lasts}, como máximo {cap}, con un informe cada {report}.',
        },
      };
    case 'amendBudget':
    case 'reduceBudget':
      return {
        values: { id: count(action.id), lasts: seconds(action.terms.lasts) },
        text: {
          en: 'Change the rate, cap and end of budget {id}; it ends in {lasts}.',
          nl: 'Wijzig tarief, maximum en einde van budget {id}; het eindigt over {lasts}.',
          es: 'Cambiar la tasa, el tope y el fin del presupuesto {id}; termina en {lasts}.',
        },
      };
    case 'revokeBudget':
      return {
        values: { id: count(action.id) },
        text: {
          en: 'Stop budget {id}: nothing more is paid.',
          nl: 'Stop budget {id}: er wordt niets meer betaald.',
          es: 'Detener el presupuesto {id}: no se paga nada más.',
        },
      };
    case 'setRule':
    case 'widenRule':
      return {
        values: {
          id: count(action.id),
          version: count(action.version),
          hash: hash(action.textHash),
          notice: seconds(action.notice),
        },
        text:
          action.kind === 'widenRule'
            ? {
                en: 'Write version {version} of rule {id}, which may WIDEN what data is collected; its text has the hash {hash}, in effect {notice} after execution.',
                nl: 'Schrijf versie {version} van regel {id}, die mag VERRUIMEN welke gegevens verzameld worden; de tekst heeft hash {hash}, van kracht {notice} na uitvoering.',
                es: 'Escribir la versión {version} de la regla {id}, que puede AMPLIAR los datos que se recogen; su texto tiene el hash {hash}, vigente {notice} tras la ejecución.',
              }
            : {
                en: 'Write version {version} of rule {id}; its text has the hash {hash}, in effect {notice} after execution.',
                nl: 'Schrijf versie {version} van regel {id}; de tekst heeft hash {hash}, van kracht {notice} na uitvoering.',
                es: 'Escribir la versión {version} de la regla {id}; su texto tiene el hash {hash}, vigente {notice} tras la ejecución.',
              },
      };
    case 'repealRule':
      return {
        values: { id: count(action.id), notice: seconds(action.notice) },
        text: {
          en: 'Repeal rule {id}, {notice} after execution.',
          nl: 'Trek regel {id} in, {notice} na uitvoering.',
          es: 'Derogar la regla {id}, {notice} tras la ejecución.',
        },
      };
    case 'setTrack':
      return {
        values: { id: count(action.id) },
        tone: 'danger',
        text: {
          en: 'Change what track {id} asks of proposals.',
          nl: 'Wijzig wat spoor {id} van voorstellen vraagt.',
          es: 'Cambiar lo que la vía {id} exige a las propuestas.',
        },
      };
    case 'setPlatform':
      return {
        values: {
          hash: hash(action.constitutionHash),
          earned: units(action.seatMinEarned),
          age: seconds(action.seatMinAge),
        },
        tone: 'danger',
        text: {
          en: 'Adopt the constitution with hash {hash}; a creator seat asks for {earned} earned shares and an age of {age}.',
          nl: 'Neem de grondwet met hash {hash} aan; een makerszetel vraagt {earned} verdiende aandelen en een leeftijd van {age}.',
          es: 'Adoptar la constitución con hash {hash}; un escaño de creador exige {earned} participaciones ganadas y una antigüedad de {age}.',
        },
      };
    case 'setGuardian':
      return {
        values: { guardian: addr(action.guardian), lasts: seconds(action.lasts) },
        text: {
          en: 'Appoint {guardian} as guardian for {lasts}.',
          nl: 'Benoem {guardian} tot wachter voor {lasts}.',
          es: 'Nombrar guardián a {guardian} durante {lasts}.',
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
    case 'createGrant':
      return {
        values: {
          holder: addr(action.holder),
          total: units(action.total),
          cliff: time(action.cliff),
          end: time(action.end),
        },
        text: {
          en: 'Grant {holder} {total} shares, vesting from {cliff} and fully by {end}.',
          nl: 'Ken {holder} {total} aandelen toe, te verwerven vanaf {cliff} en volledig op {end}.',
          es: 'Conceder a {holder} {total} participaciones, consolidadas desde {cliff} y por completo el {end}.',
        },
      };
    case 'revokeGrant':
      return {
        values: { grant: addr(action.grant) },
        text: {
          en: 'Revoke what has not vested of the grant {grant}.',
          nl: 'Trek in wat van de toekenning {grant} nog niet is verworven.',
          es: 'Revocar lo no consolidado de la concesión {grant}.',
        },
      };
    case 'issueTreasury':
      return {
        values: { amount: units(action.amount) },
        tone: 'danger',
        text: {
          en: 'Mint {amount} new shares to the treasury.',
          nl: 'Geef {amount} nieuwe aandelen uit aan de kas.',
          es: 'Emitir {amount} participaciones nuevas a la tesorería.',
        },
      };
    case 'resolve':
      return {
        values: { hash: hash(action.textHash) },
        text: {
          en: 'Resolve the text with hash {hash}; nothing is paid or changed.',
          nl: 'Neem de tekst met hash {hash} aan; er wordt niets betaald of gewijzigd.',
          es: 'Resolver el texto con hash {hash}; no se paga ni cambia nada.',
        },
      };
  }
}
