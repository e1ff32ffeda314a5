import type { Action } from '@makerstake/client';
import { describeCode } from './actions-code.ts';
import { describeGrant } from './actions-grants.ts';
import { describeOrder } from './actions-order.ts';
import { addr, bare, count, duration, hash, type Sentence, sol, tokens, type Value } from './sentence.ts';

const amount = (mint: string | undefined, value: bigint): Value => (mint ? tokens(value, mint) : sol(value));

/** What an action of a proposal would do, in plain words: every field of it, and nothing that is not in its bytes. */
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
      return openBudget(action);
    case 'amendBudget':
    case 'reduceBudget':
      return {
        values: {
          id: count(action.id),
          day: bare(action.terms.perDay),
          cap: bare(action.terms.cap),
          lasts: duration(action.terms.lasts),
        },
        text:
          action.kind === 'amendBudget'
            ? {
                en: 'Change budget {id}, up or down: {day} a day of what it is paid in, for {lasts} from then on, at most {cap} in all.',
                nl: 'Wijzig budget {id}, omhoog of omlaag: {day} per dag van wat het uitbetaalt, vanaf dan gedurende {lasts}, hoogstens {cap} in totaal.',
                es: 'Cambiar el presupuesto {id}, al alza o a la baja: {day} al día de aquello en que paga, durante {lasts} desde entonces, como máximo {cap} en total.',
              }
            : {
                en: 'Reduce budget {id}: {day} a day of what it is paid in, for {lasts} from then on, at most {cap} in all. Nothing of it can rise.',
                nl: 'Verlaag budget {id}: {day} per dag van wat het uitbetaalt, vanaf dan gedurende {lasts}, hoogstens {cap} in totaal. Niets ervan kan stijgen.',
                es: 'Reducir el presupuesto {id}: {day} al día de aquello en que paga, durante {lasts} desde entonces, como máximo {cap} en total. Nada de ello puede subir.',
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
    case 'createGrant':
    case 'revokeGrant':
    case 'issueTreasury':
      return describeGrant(action);
    case 'resolve':
      return {
        values: { hash: hash(action.textHash) },
        text: {
          en: 'Resolve the text with hash {hash}; nothing is paid or changed.',
          nl: 'Neem de tekst met hash {hash} aan; er wordt niets betaald of gewijzigd.',
          es: 'Resolver el texto con hash {hash}; no se paga ni cambia nada.',
        },
      };
    case 'upgrade':
    case 'invoke':
      return describeCode(action);
    default:
      return describeOrder(action);
  }
}

function openBudget(action: Extract<Action, { kind: 'openBudget' }>): Sentence {
  const { id, asset, recipient, terms, reportEvery } = action;
  const values = {
    id: count(id),
    to: addr(recipient),
    day: amount(asset, terms.perDay),
    cap: amount(asset, terms.cap),
    lasts: duration(terms.lasts),
    report: duration(reportEvery),
  };
  return asset
    ? {
        values: { ...values, mint: addr(asset) },
        text: {
          en: 'Open budget {id} for {to}: {day} a day of the token {mint} for {lasts}, at most {cap}, with a report every {report}.',
          nl: 'Open budget {id} voor {to}: {day} per dag van het token {mint} gedurende {lasts}, hoogstens {cap}, met een verslag elke {report}.',
          es: 'Abrir el presupuesto {id} para {to}: {day} al día del token {mint} durante {lasts}, como máximo {cap}, con un informe cada {report}.',
        },
      }
    : {
        values,
        text: {
          en: 'Open budget {id} for {to}: {day} a day for {lasts}, at most {cap}, with a report every {report}.',
          nl: 'Open budget {id} voor {to}: {day} per dag gedurende {lasts}, hoogstens {cap}, met een verslag elke {report}.',
          es: 'Abrir el presupuesto {id} para {to}: {day} al día durante {lasts}, como máximo {cap}, con un informe cada {report}.',
        },
      };
}
