import { getAddressDecoder } from '@solana/kit';
import { COMPUTE_BUDGET } from '../budget.ts';
import type { Decoded } from '../message.ts';
import { addr, count, quote, type Sentence, sol, units, who } from './sentence.ts';

const SYSTEM = '11111111111111111111111111111111';
const TOKENS = ['TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA', 'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb'];
const ASSOCIATED = 'ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL';

const view = (data: Uint8Array) => new DataView(data.buffer, data.byteOffset, data.byteLength);

/** Instructions of the programs that come with every cluster. */
export function describeCommon(instruction: Decoded): Sentence | undefined {
  const { program, data, accounts } = instruction;
  if (program === COMPUTE_BUDGET) return budget(data);
  if (program === SYSTEM) return system(instruction);
  if (program === ASSOCIATED && (data.length === 0 || data[0] === 0 || data[0] === 1)) {
    return {
      text: {
        en: 'Open a token account of {owner} for the token {mint}, if there is none.',
        nl: 'Open een tokenrekening van {owner} voor het token {mint}, als die er nog niet is.',
        es: 'Abrir una cuenta de {owner} para el token {mint}, si no existe.',
      },
      values: { owner: who(accounts[2]), mint: who(accounts[3]) },
    };
  }
  return TOKENS.includes(program) ? token(instruction) : undefined;
}

function budget(data: Uint8Array): Sentence | undefined {
  if (data[0] === 2 && data.length === 5) {
    return {
      text: {
        en: 'Use at most {units, number} units of computation.',
        nl: 'Gebruik hoogstens {units, number} rekeneenheden.',
        es: 'Usar como máximo {units, number} unidades de cómputo.',
      },
      values: { units: count(view(data).getUint32(1, true)) },
      tone: 'detail',
    };
  }
  if (data[0] === 3 && data.length === 9) {
    return {
      text: {
        en: 'Offer {price, number} millionths of a lamport for each unit of computation.',
        nl: 'Bied {price, number} miljoenste lamport per rekeneenheid.',
        es: 'Ofrecer {price, number} millonésimas de lamport por unidad de cómputo.',
      },
      values: { price: count(view(data).getBigUint64(1, true)) },
      tone: 'detail',
    };
  }
  return undefined;
}

function system({ data, accounts }: Decoded): Sentence | undefined {
  if (data.length !== 12 || view(data).getUint32(0, true) !== 2) return undefined;
  return {
    text: {
      en: 'Send {amount} from {from} to {to}.',
      nl: 'Stuur {amount} van {from} naar {to}.',
      es: 'Enviar {amount} de {from} a {to}.',
    },
    values: { amount: sol(view(data).getBigUint64(4, true)), from: who(accounts[0]), to: who(accounts[1]) },
  };
}

function token({ data, accounts }: Decoded): Sentence | undefined {
  switch (data[0]) {
    // TransferChecked carries its decimals; plain Transfer does not, and its amount is said in base units.
    case 12:
      return {
        text: {
          en: 'Send {amount} of the token {mint} from {from} to {to}.',
          nl: 'Stuur {amount} van het token {mint} van {from} naar {to}.',
          es: 'Enviar {amount} del token {mint} de {from} a {to}.',
        },
        values: {
          amount: units(view(data).getBigUint64(1, true), data[9] ?? 0),
          mint: who(accounts[1]),
          from: who(accounts[0]),
          to: who(accounts[2]),
        },
      };
    case 4:
    case 13:
      return {
        text: {
          en: 'Let {delegate} take tokens out of {from}. Nothing of ours ever asks for this.',
          nl: 'Laat {delegate} tokens uit {from} halen. Niets van ons vraagt hier ooit om.',
          es: 'Permitir que {delegate} retire tokens de {from}. Nada nuestro pide esto nunca.',
        },
        values: { delegate: who(accounts[data[0] === 4 ? 1 : 2]), from: who(accounts[0]) },
        tone: 'danger',
      };
    case 6:
      return {
        text: {
          en: 'Change who controls {account}. Nothing of ours ever asks for this.',
          nl: 'Verander wie {account} beheert. Niets van ons vraagt hier ooit om.',
          es: 'Cambiar quién controla {account}. Nada nuestro pide esto nunca.',
        },
        values: { account: who(accounts[0]) },
        tone: 'danger',
      };
    case 9:
      return {
        text: {
          en: 'Close the token account {account}; its rent goes to {to}.',
          nl: 'Sluit de tokenrekening {account}; de huur gaat naar {to}.',
          es: 'Cerrar la cuenta de tokens {account}; su renta va a {to}.',
        },
        values: { account: who(accounts[0]), to: who(accounts[1]) },
      };
    default:
      return undefined;
  }
}

/** What is said of an instruction that nobody here knows. It shouts. */
export function unknown({ program, data, accounts }: Decoded): Sentence {
  return {
    text: {
      en: 'UNKNOWN: program {program} is called with {accounts, plural, one {# account} other {# accounts}} and {bytes, plural, one {# byte} other {# bytes}}. Nobody here can say what it does. Do not sign unless you know.',
      nl: 'ONBEKEND: programma {program} wordt aangeroepen met {accounts, plural, one {# rekening} other {# rekeningen}} en {bytes, plural, one {# byte} other {# bytes}}. Niemand hier kan zeggen wat het doet. Teken niet tenzij je het weet.',
      es: 'DESCONOCIDO: se llama al programa {program} con {accounts, plural, one {# cuenta} other {# cuentas}} y {bytes, plural, one {# byte} other {# bytes}}. Nadie aquí puede decir qué hace. No firmes si no lo sabes.',
    },
    values: {
      program: addr(program),
      accounts: { is: 'number', value: accounts.length },
      bytes: { is: 'number', value: data.length },
    },
    tone: 'danger',
  };
}

/** An address out of raw bytes. */
export const addressAt = (data: Uint8Array, offset: number): string => getAddressDecoder().decode(data, offset);
export { quote };
