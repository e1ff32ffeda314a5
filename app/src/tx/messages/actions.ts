import { type Action, type Message, type MessageValue, describeAction as sayAction } from '@makerstake/client';
import { catalogue, whole } from '../../i18n/catalogue.ts';
import { addr, bps, duration, list, ppm, quote, type Sentence, time, tokens, type Value } from './sentence.ts';

// What the client says, as a key of the catalogue with typed values, becomes a sentence of ours.

/** A message as a sentence. */
export const sentenceOf = ({ key, tone, values }: Message): Sentence => ({
  text: catalogue(key),
  tone,
  values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shown(value)])),
});

/** A message that is said as a part of others, as a sentence of its own. */
export function wholeSentenceOf(message: Message): Sentence {
  const sentence = sentenceOf(message);
  return { ...sentence, text: whole(sentence.text) };
}

/** What an action of a proposal would do, in plain words. */
export const describeAction = (action: Action): Sentence => sentenceOf(sayAction(action));

function shown(value: MessageValue): Value {
  switch (value.is) {
    case 'address':
      return addr(value.address);
    case 'amount': {
      const { units, decimals, unit } = value;
      return { is: 'amount', units: BigInt(units), decimals, ...(unit ? { unit } : {}) };
    }
    case 'tokens':
      return tokens(BigInt(value.units), value.mint);
    case 'units':
      return { is: 'units', units: BigInt(value.units) };
    case 'time':
      return time(BigInt(value.at));
    case 'duration':
      return duration(value.seconds);
    case 'bps':
      return bps(value.value);
    case 'ppm':
      return ppm(value.value);
    case 'list':
      return list(value.items.map(shown));
    case 'hash':
      return value;
    case 'bytes':
      return { is: 'code', text: value.hex };
    // A number here names something, such as a budget: it is never rounded, and no plural depends on it.
    case 'number':
      return { is: 'code', text: value.value };
    case 'code':
      return value;
    case 'quote':
      return quote(value.text);
    case 'message':
      return { is: 'sentence', sentence: sentenceOf(value) };
  }
}
