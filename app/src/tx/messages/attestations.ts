import {
  MakerstakeAttestationsInstruction as I,
  parseMakerstakeAttestationsInstruction,
} from '@makerstake/client/attestations';
import type { Text } from '../../i18n/index.tsx';
import type { Decoded } from '../message.ts';
import { count, hash, type Sentence, time, type Value, who } from './sentence.ts';

/** What kinds of works there are, as the byte says. */
export const KINDS: readonly Text[] = [
  { en: 'work', nl: 'werk', es: 'obra' },
  { en: 'derivative work', nl: 'afgeleid werk', es: 'obra derivada' },
  { en: 'registration', nl: 'registratie', es: 'registro' },
];
const kind = (byte: number): Value => ({
  is: 'text',
  text: KINDS[byte] ?? { en: `kind ${byte}`, nl: `soort ${byte}`, es: `tipo ${byte}` },
});

/** Instructions of the attestations program. */
export function describeAttestations({ program, accounts, data }: Decoded): Sentence {
  const parsed = parseMakerstakeAttestationsInstruction({ programAddress: program, accounts, data });
  switch (parsed.instructionType) {
    case I.Attest:
      return {
        values: {
          creator: who(parsed.accounts.creator),
          kind: kind(parsed.data.kind),
          content: hash(parsed.data.content),
        },
        text: {
          en: 'State, as the creator {creator}, that the {kind} with hash {content} is yours. This cannot be edited or erased, only revoked.',
          nl: 'Verklaar, als de maker {creator}, dat het {kind} met hash {content} van jou is. Dit kan niet worden gewijzigd of gewist, alleen ingetrokken.',
          es: 'Declarar, como el creador {creator}, que la {kind} con hash {content} es tuya. No se puede editar ni borrar, solo revocar.',
        },
      };
    case I.Revise:
      return {
        values: {
          creator: who(parsed.accounts.creator),
          content: hash(parsed.data.content),
          parent: who(parsed.accounts.parent),
        },
        text: {
          en: 'State, as the creator {creator}, that the work with hash {content} replaces the attestation {parent}.',
          nl: 'Verklaar, als de maker {creator}, dat het werk met hash {content} de attestatie {parent} vervangt.',
          es: 'Declarar, como el creador {creator}, que la obra con hash {content} sustituye a la atestación {parent}.',
        },
      };
    case I.Revoke:
      return {
        tone: 'danger',
        values: { attestation: who(parsed.accounts.attestation), creator: who(parsed.accounts.creator) },
        text: {
          en: 'Revoke the attestation {attestation} of {creator} for ever. It stays visible as revoked.',
          nl: 'Trek de attestatie {attestation} van {creator} voorgoed in. Ze blijft zichtbaar als ingetrokken.',
          es: 'Revocar para siempre la atestación {attestation} de {creator}. Seguirá visible como revocada.',
        },
      };
    case I.AttestBatch:
      return {
        values: {
          author: who(parsed.accounts.author),
          leaves: count(parsed.data.leaves),
          root: hash(parsed.data.root),
        },
        text: {
          en: 'State, as the creator {author}, {leaves, plural, one {# work} other {# works}} at once under the root {root}.',
          nl: 'Verklaar, als de maker {author}, {leaves, plural, one {# werk} other {# werken}} in één keer onder de wortel {root}.',
          es: 'Declarar, como el creador {author}, {leaves, plural, one {# obra} other {# obras}} a la vez bajo la raíz {root}.',
        },
      };
    case I.Promote:
      return {
        values: {
          batch: who(parsed.accounts.batch),
          creator: who(parsed.accounts.creator),
          content: hash(parsed.data.content),
          kind: kind(parsed.data.kind),
        },
        text: {
          en: 'Give the {kind} with hash {content} of {creator}, a leaf of the batch {batch}, an attestation of its own.',
          nl: 'Geef het {kind} met hash {content} van {creator}, een blad van de batch {batch}, een eigen attestatie.',
          es: 'Dar a la {kind} con hash {content} de {creator}, una hoja del lote {batch}, su propia atestación.',
        },
      };
    case I.Endorse:
      return {
        values: { endorser: who(parsed.accounts.endorser), attestation: who(parsed.accounts.attestation) },
        text: {
          en: 'Vouch, as the creator {endorser}, for the attestation {attestation}. You can withdraw this.',
          nl: 'Sta, als de maker {endorser}, in voor de attestatie {attestation}. Je kunt dit terugtrekken.',
          es: 'Avalar, como el creador {endorser}, la atestación {attestation}. Puedes retirarlo.',
        },
      };
    case I.WithdrawEndorsement:
      return {
        values: { endorser: who(parsed.accounts.endorser) },
        text: {
          en: 'Withdraw what {endorser} vouched for. For 90 days it stays visible as withdrawn.',
          nl: 'Trek in waarvoor {endorser} instond. Negentig dagen lang blijft het zichtbaar als ingetrokken.',
          es: 'Retirar el aval de {endorser}. Durante 90 días seguirá visible como retirado.',
        },
      };
    case I.CloseEndorsement:
      return {
        values: { endorsement: who(parsed.accounts.endorsement), to: who(parsed.accounts.rentPayer) },
        text: {
          en: 'Close the withdrawn endorsement {endorsement}; the rent goes back to {to}.',
          nl: 'Sluit de ingetrokken aanbeveling {endorsement}; de huur gaat terug naar {to}.',
          es: 'Cerrar el aval retirado {endorsement}; la renta vuelve a {to}.',
        },
      };
    case I.RevokeBatch:
      return {
        tone: 'danger',
        values: { batch: who(parsed.accounts.batch), author: who(parsed.accounts.author) },
        text: {
          en: 'Revoke the batch {batch} of {author} for ever. No more of its works get an attestation of their own.',
          nl: 'Trek de batch {batch} van {author} voorgoed in. Geen van zijn werken krijgt nog een eigen attestatie.',
          es: 'Revocar para siempre el lote {batch} de {author}. Ninguna obra más tendrá su propia atestación.',
        },
      };
    case I.SetAttestor:
      return {
        tone: 'danger',
        values: {
          creator: who(parsed.accounts.creator),
          attestor: who(parsed.accounts.attestor),
          from: time(parsed.data.from),
          until: time(parsed.data.until),
        },
        text: {
          en: 'Let {attestor} attest works in the name of {creator}, from {from} to {until}. You can end this at any time.',
          nl: 'Laat {attestor} werken attesteren in naam van {creator}, van {from} tot {until}. Je kunt dit altijd beëindigen.',
          es: 'Permitir a {attestor} atestiguar obras en nombre de {creator}, de {from} a {until}. Puedes terminarlo cuando quieras.',
        },
      };
    case I.RevokeAttestor:
      return {
        values: { creator: who(parsed.accounts.creator), permission: who(parsed.accounts.permission) },
        text: {
          en: 'End the permission {permission}: nobody attests for {creator} by it any more.',
          nl: 'Beëindig de toestemming {permission}: niemand attesteert daarmee nog voor {creator}.',
          es: 'Terminar el permiso {permission}: nadie más atestigua con él por {creator}.',
        },
      };
  }
}
