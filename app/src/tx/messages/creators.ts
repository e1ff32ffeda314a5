import { handleOf } from '@makerstake/client';
import { MakerstakeCreatorsInstruction as I, parseMakerstakeCreatorsInstruction } from '@makerstake/client/creators';
import type { Decoded } from '../message.ts';
import { addr, hash, quote, type Sentence, who } from './sentence.ts';

const NOBODY = '11111111111111111111111111111111';
const handle = (name: ArrayLike<number>) => quote(`@${handleOf(name) ?? '?'}`);

/** Instructions of the creators program. */
export function describeCreators({ program, accounts, data }: Decoded): Sentence {
  const parsed = parseMakerstakeCreatorsInstruction({ programAddress: program, accounts, data });
  switch (parsed.instructionType) {
    case I.Register: {
      const values = {
        key: who(parsed.accounts.genesisKey),
        payer: who(parsed.accounts.payer),
        handle: handle(parsed.data.name),
        recovery: addr(parsed.data.recovery),
      };
      const named = parsed.accounts.handle !== undefined;
      if (parsed.data.recovery === NOBODY) {
        return named
          ? {
              values,
              text: {
                en: 'Register {key} as the creator {handle}, without a recovery key. The rent is paid by {payer}.',
                nl: 'Registreer {key} als de maker {handle}, zonder herstelsleutel. De huur betaalt {payer}.',
                es: 'Registrar {key} como el creador {handle}, sin clave de recuperación. La renta la paga {payer}.',
              },
            }
          : {
              values,
              text: {
                en: 'Register {key} as a creator without a handle or a recovery key. The rent is paid by {payer}.',
                nl: 'Registreer {key} als maker zonder handle of herstelsleutel. De huur betaalt {payer}.',
                es: 'Registrar {key} como creador sin alias ni clave de recuperación. La renta la paga {payer}.',
              },
            };
      }
      return named
        ? {
            values,
            text: {
              en: 'Register {key} as the creator {handle}, whom {recovery} can recover. The rent is paid by {payer}.',
              nl: 'Registreer {key} als de maker {handle}, met {recovery} als herstelsleutel. De huur betaalt {payer}.',
              es: 'Registrar {key} como el creador {handle}, con {recovery} como clave de recuperación. La renta la paga {payer}.',
            },
          }
        : {
            values,
            text: {
              en: 'Register {key} as a creator, whom {recovery} can recover. The rent is paid by {payer}.',
              nl: 'Registreer {key} als maker, met {recovery} als herstelsleutel. De huur betaalt {payer}.',
              es: 'Registrar {key} como creador, con {recovery} como clave de recuperación. La renta la paga {payer}.',
            },
          };
    }
    case I.UpdateProfile: {
      const values = {
        creator: who(parsed.accounts.creator),
        uri: quote(parsed.data.uri),
        hash: hash(parsed.data.hash),
      };
      return parsed.data.uri === ''
        ? {
            values,
            text: {
              en: 'Clear the profile of {creator}.',
              nl: 'Wis het profiel van {creator}.',
              es: 'Borrar el perfil de {creator}.',
            },
          }
        : {
            values,
            text: {
              en: 'Point the profile of {creator} to {uri}, a document with hash {hash}.',
              nl: 'Laat het profiel van {creator} wijzen naar {uri}, een document met hash {hash}.',
              es: 'Dirigir el perfil de {creator} a {uri}, un documento con hash {hash}.',
            },
          };
    }
    case I.OfferAuthority: {
      const values = { creator: who(parsed.accounts.creator), successor: addr(parsed.data.successor) };
      return parsed.accounts.recovery
        ? {
            tone: 'danger',
            values,
            text: {
              en: 'Offer full control of the creator {creator} to {successor}, who can accept at once.',
              nl: 'Bied de volledige zeggenschap over de maker {creator} aan {successor} aan, die meteen kan aannemen.',
              es: 'Ofrecer el control total del creador {creator} a {successor}, que puede aceptar de inmediato.',
            },
          }
        : {
            tone: 'danger',
            values,
            text: {
              en: 'Offer full control of the creator {creator} to {successor}, who can accept at once, or after 7 days if there is a recovery key.',
              nl: 'Bied de volledige zeggenschap over de maker {creator} aan {successor} aan, die meteen kan aannemen, of na 7 dagen als er een herstelsleutel is.',
              es: 'Ofrecer el control total del creador {creator} a {successor}, que puede aceptar de inmediato, o tras 7 días si hay clave de recuperación.',
            },
          };
    }
    case I.AcceptAuthority:
      return {
        values: { creator: who(parsed.accounts.creator), successor: who(parsed.accounts.successor) },
        text: {
          en: 'Make {successor} the authority of the creator {creator}.',
          nl: 'Maak {successor} de gezagssleutel van de maker {creator}.',
          es: 'Hacer de {successor} la autoridad del creador {creator}.',
        },
      };
    case I.WithdrawOffer:
      return {
        values: { creator: who(parsed.accounts.creator) },
        text: {
          en: 'Take back the pending offer of a key of the creator {creator}.',
          nl: 'Trek het lopende aanbod van een sleutel van de maker {creator} in.',
          es: 'Retirar la oferta pendiente de una clave del creador {creator}.',
        },
      };
    case I.SetRecoveryKey: {
      const values = { creator: who(parsed.accounts.creator), key: addr(parsed.data.key) };
      return parsed.data.key === NOBODY
        ? {
            tone: 'danger',
            values,
            text: {
              en: 'Remove the recovery key of the creator {creator}: a lost key could not be replaced then.',
              nl: 'Verwijder de herstelsleutel van de maker {creator}: een verloren sleutel is dan niet te vervangen.',
              es: 'Quitar la clave de recuperación del creador {creator}: una clave perdida no podría reemplazarse.',
            },
          }
        : {
            values,
            text: {
              en: 'Make {key} the recovery key of the creator {creator}.',
              nl: 'Maak {key} de herstelsleutel van de maker {creator}.',
              es: 'Hacer de {key} la clave de recuperación del creador {creator}.',
            },
          };
    }
    case I.AcceptRecoveryKey:
      return {
        values: { creator: who(parsed.accounts.creator), successor: who(parsed.accounts.successor) },
        text: {
          en: 'Take the place of the recovery key of the creator {creator} with {successor}.',
          nl: 'Neem met {successor} de plaats in van de herstelsleutel van de maker {creator}.',
          es: 'Ocupar con {successor} el lugar de la clave de recuperación del creador {creator}.',
        },
      };
    case I.BeginRecovery:
      return {
        values: { creator: who(parsed.accounts.creator), successor: addr(parsed.data.successor) },
        text: {
          en: 'Begin to recover the creator {creator} for {successor}. It can be finished in 7 days, and its present authority can stop it until then.',
          nl: 'Begin het herstel van de maker {creator} voor {successor}. Het kan over 7 dagen worden afgerond; tot dan kan de huidige gezagssleutel het stoppen.',
          es: 'Iniciar la recuperación del creador {creator} para {successor}. Puede completarse en 7 días; hasta entonces su autoridad actual puede detenerla.',
        },
      };
    case I.CancelRecovery:
      return {
        values: { creator: who(parsed.accounts.creator) },
        text: {
          en: 'Stop the recovery of the creator {creator}.',
          nl: 'Stop het herstel van de maker {creator}.',
          es: 'Detener la recuperación del creador {creator}.',
        },
      };
    case I.FinishRecovery:
      return {
        values: { creator: who(parsed.accounts.creator), successor: who(parsed.accounts.successor) },
        text: {
          en: 'Finish the recovery of the creator {creator}: {successor} becomes its authority.',
          nl: 'Rond het herstel van de maker {creator} af: {successor} wordt de gezagssleutel.',
          es: 'Completar la recuperación del creador {creator}: {successor} pasa a ser su autoridad.',
        },
      };
    case I.ClaimHandle:
      return {
        values: {
          creator: who(parsed.accounts.creator),
          handle: handle(parsed.data.name),
          payer: who(parsed.accounts.payer),
        },
        text: {
          en: 'Take the handle {handle} for the creator {creator}. The rent is paid by {payer}.',
          nl: 'Neem de handle {handle} voor de maker {creator}. De huur betaalt {payer}.',
          es: 'Tomar el alias {handle} para el creador {creator}. La renta la paga {payer}.',
        },
      };
    case I.ReleaseHandle:
      return {
        tone: 'danger',
        values: { creator: who(parsed.accounts.creator) },
        text: {
          en: 'Let go of the handle of the creator {creator}. You can take it back for 30 days; then anyone can have it.',
          nl: 'Laat de handle van de maker {creator} los. Je kunt hem 30 dagen terugnemen; daarna kan iedereen hem krijgen.',
          es: 'Soltar el alias del creador {creator}. Puedes recuperarlo durante 30 días; después cualquiera puede tomarlo.',
        },
      };
    case I.ReclaimHandle:
      return {
        values: { creator: who(parsed.accounts.creator), handle: handle(parsed.data.name) },
        text: {
          en: 'Take back the handle {handle} for the creator {creator}.',
          nl: 'Neem de handle {handle} terug voor de maker {creator}.',
          es: 'Recuperar el alias {handle} para el creador {creator}.',
        },
      };
    case I.FreeHandle:
      return {
        values: { handle: who(parsed.accounts.handle), to: who(parsed.accounts.rentPayer) },
        text: {
          en: 'Free the rested handle at {handle} for others; its rent goes to {to}.',
          nl: 'Maak de uitgeruste handle op {handle} vrij voor anderen; de huur gaat naar {to}.',
          es: 'Liberar para otros el alias en {handle}; su renta va a {to}.',
        },
      };
  }
}
