import type { Action } from '@makerstake/client';
import { addr, count, type Sentence, time, units } from './sentence.ts';

type Texts = { en: string; nl: string; es: string };

const TRANSFERABLE: Texts = {
  en: 'The holder can give it to another.',
  nl: 'De houder kan haar aan een ander geven.',
  es: 'El titular puede darla a otro.',
};

const BOUND: Texts = {
  en: 'It stays with this holder.',
  nl: 'Ze blijft bij deze houder.',
  es: 'Permanece con este titular.',
};

/** One sentence after another. */
function and(first: Texts, second: Texts): Texts {
  return { en: `${first.en} ${second.en}`, nl: `${first.nl} ${second.nl}`, es: `${first.es} ${second.es}` };
}

/** Actions about shares. */
export function describeGrant(
  action: Extract<Action, { kind: 'createGrant' | 'revokeGrant' | 'issueTreasury' }>,
): Sentence {
  switch (action.kind) {
    case 'createGrant': {
      const { holder, id, total, start, cliff, end } = action;
      return {
        values: {
          id: count(id),
          holder: addr(holder),
          total: units(total),
          start: time(start),
          cliff: time(cliff),
          end: time(end),
        },
        text: and(
          action.isRevocable
            ? {
                en: 'Grant {holder} {total} shares (grant {id}), counted from {start}, vesting from {cliff} and fully by {end}. The owners can revoke what has not vested.',
                nl: 'Ken {holder} {total} aandelen toe (toekenning {id}), geteld vanaf {start}, te verwerven vanaf {cliff} en volledig op {end}. De eigenaren kunnen intrekken wat nog niet verworven is.',
                es: 'Conceder a {holder} {total} participaciones (concesión {id}), contadas desde {start}, consolidadas desde {cliff} y por completo el {end}. Los propietarios pueden revocar lo no consolidado.',
              }
            : {
                en: 'Grant {holder} {total} shares (grant {id}), counted from {start}, vesting from {cliff} and fully by {end}. Nobody can revoke it.',
                nl: 'Ken {holder} {total} aandelen toe (toekenning {id}), geteld vanaf {start}, te verwerven vanaf {cliff} en volledig op {end}. Niemand kan dit intrekken.',
                es: 'Conceder a {holder} {total} participaciones (concesión {id}), contadas desde {start}, consolidadas desde {cliff} y por completo el {end}. Nadie puede revocarla.',
              },
          action.isTransferable ? TRANSFERABLE : BOUND,
        ),
      };
    }
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
  }
}
