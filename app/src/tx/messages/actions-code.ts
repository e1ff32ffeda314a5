import type { Action, Pin } from '@makerstake/client';
import { hex } from '../../chain/bytes.ts';
import { describeCommon } from './common.ts';
import { addr, hash, list, type Sentence, text, units, type Value } from './sentence.ts';

/** Actions that replace a program or call one. They can do anything, and say so. */
export function describeCode(action: Extract<Action, { kind: 'upgrade' | 'invoke' }>): Sentence {
  return action.kind === 'upgrade' ? upgrade(action) : invoke(action);
}

/** Which code must be there when it is executed, as values and as words. */
function pinned(pin: Pin): { values: Record<string, Value>; en: string; nl: string; es: string } {
  switch (pin.is) {
    case 'immutable':
      return {
        values: {},
        en: 'whose code nobody can change',
        nl: 'waarvan niemand de code kan wijzigen',
        es: 'cuyo código nadie puede cambiar',
      };
    case 'slot':
      return {
        values: { slot: units(pin.slot, 0) },
        en: 'if it was deployed last in slot {slot}',
        nl: 'als het laatst is geplaatst in slot {slot}',
        es: 'si se desplegó por última vez en la ranura {slot}',
      };
    case 'code':
      return {
        values: { size: units(BigInt(pin.bytes), 0), code: hash(pin.hash) },
        en: 'if its code is {size} bytes with the hash {code} and nothing behind them',
        nl: 'als de code bestaat uit {size} bytes met hash {code} en niets daarachter',
        es: 'si su código son {size} bytes con el hash {code} y nada detrás',
      };
  }
}

function upgrade({ program, pin, buffer, codeHash, spill }: Extract<Action, { kind: 'upgrade' }>): Sentence {
  const { values, en, nl, es } = pinned(pin);
  return {
    values: { ...values, program: addr(program), buffer: addr(buffer), hash: hash(codeHash), spill: addr(spill) },
    tone: 'danger',
    text: {
      en: `REPLACE THE CODE of the program {program}, ${en}, by that in {buffer}, which has the hash {hash}. The rent of the buffer goes to {spill}.`,
      nl: `VERVANG DE CODE van het programma {program}, ${nl}, door die in {buffer}, met hash {hash}. De huur van de buffer gaat naar {spill}.`,
      es: `SUSTITUIR EL CÓDIGO del programa {program}, ${es}, por el de {buffer}, que tiene el hash {hash}. La renta del búfer va a {spill}.`,
    },
  };
}

const FLAGS = [
  { en: 'read', nl: 'lezen', es: 'leer' },
  { en: 'may be changed', nl: 'mag wijzigen', es: 'puede cambiar' },
  { en: 'SIGNS', nl: 'TEKENT', es: 'FIRMA' },
  { en: 'SIGNS, may be changed', nl: 'TEKENT, mag wijzigen', es: 'FIRMA, puede cambiar' },
] as const;

function invoke({ program, pin, accounts, data }: Extract<Action, { kind: 'invoke' }>): Sentence {
  const { values, en, nl, es } = pinned(pin);
  const given = accounts.map(({ key, isWritable, isSigner }) => {
    const flags = FLAGS[(isWritable ? 1 : 0) + (isSigner ? 2 : 0)] ?? FLAGS[3];
    return text({ en: `${key} (${flags.en})`, nl: `${key} (${flags.nl})`, es: `${key} (${flags.es})` });
  });
  const none = { en: 'none', nl: 'geen', es: 'ninguna' };
  const bytes = data.length === 0 ? text(none) : text({ en: hex(data), nl: hex(data), es: hex(data) });
  const all = {
    ...values,
    program: addr(program),
    accounts: given.length === 0 ? text(none) : list(given),
    data: bytes,
  };
  const called = known({ program, accounts: accounts.map(({ key }) => ({ address: key, role: 0 })), data });
  const head = {
    en: `CALL the program {program}, ${en}, in the name of the treasury where it signs.`,
    nl: `ROEP het programma {program} AAN, ${nl}, in naam van de kas waar die tekent.`,
    es: `LLAMAR al programa {program}, ${es}, en nombre de la tesorería donde firma.`,
  };
  const tail = {
    en: 'Accounts: {accounts}. Bytes: {data}.',
    nl: 'Rekeningen: {accounts}. Bytes: {data}.',
    es: 'Cuentas: {accounts}. Bytes: {data}.',
  };
  return called
    ? {
        // The names of the called instruction's values begin with `it_`: they are its own.
        values: { ...all, ...prefixed(called.values) },
        tone: 'danger',
        text: {
          en: `${head.en} It would: ${renamed(called.text.en, called.values)} ${tail.en}`,
          nl: `${head.nl} Dat zou: ${renamed(called.text.nl, called.values)} ${tail.nl}`,
          es: `${head.es} Eso haría: ${renamed(called.text.es, called.values)} ${tail.es}`,
        },
      }
    : {
        values: all,
        tone: 'danger',
        text: {
          en: `${head.en} NOBODY HERE CAN SAY what it does: it may do anything with these accounts. ${tail.en}`,
          nl: `${head.nl} NIEMAND HIER KAN ZEGGEN wat dat doet: het kan alles doen met deze rekeningen. ${tail.nl}`,
          es: `${head.es} NADIE AQUÍ PUEDE DECIR qué hace: puede hacer cualquier cosa con estas cuentas. ${tail.es}`,
        },
      };
}

/** What a program that comes with every cluster would do; undefined when nobody here can tell. */
function known(instruction: Parameters<typeof describeCommon>[0]): Sentence | undefined {
  try {
    return describeCommon(instruction);
  } catch {
    return undefined;
  }
}

const prefixed = (values: Sentence['values']): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`it_${name}`, value]));

const renamed = (words: string, values: Sentence['values']): string =>
  Object.keys(values).reduce((text, name) => text.replace(new RegExp(`\\{${name}(?=[,}])`, 'g'), `{it_${name}`), words);
