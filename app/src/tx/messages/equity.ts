import { MakerstakeEquityInstruction as I, parseMakerstakeEquityInstruction } from '@makerstake/client/equity';
import type { Decoded } from '../message.ts';
import { addr, count, hash, type Sentence, time, tokens, units, who } from './sentence.ts';

/** Instructions of the equity program. Shares have six decimals, as every share mint of a pool here. */
export function describeEquity({ program, accounts, data }: Decoded): Sentence {
  const parsed = parseMakerstakeEquityInstruction({ programAddress: program, accounts, data });
  switch (parsed.instructionType) {
    case I.Claim:
      return {
        values: {
          amount: units(parsed.data.amount),
          position: who(parsed.accounts.position),
          distribution: who(parsed.accounts.distribution),
        },
        text: {
          en: 'Credit {amount} earned shares of the distribution {distribution} to the position {position}.',
          nl: 'Schrijf {amount} verdiende aandelen van de verdeling {distribution} bij in de positie {position}.',
          es: 'Abonar {amount} participaciones ganadas de la distribución {distribution} a la posición {position}.',
        },
      };
    case I.ClaimRange: {
      const claims = parsed.data.places.filter(({ __kind }) => __kind !== 'Absent' && __kind !== 'Skipped');
      const opened = parsed.data.places.filter(({ __kind }) => __kind === 'New');
      return {
        values: {
          claims: count(claims.length),
          opened: count(opened.length),
          payer: who(parsed.accounts.payer),
          distribution: who(parsed.accounts.distribution),
        },
        text: {
          en: 'Credit the earned shares of {claims, plural, one {# holder} other {# holders}} of the distribution {distribution}; {payer} pays the rent of {opened, plural, one {# new position} other {# new positions}}.',
          nl: 'Schrijf de verdiende aandelen van {claims, plural, one {# houder} other {# houders}} van de verdeling {distribution} bij; {payer} betaalt de huur van {opened, plural, one {# nieuwe positie} other {# nieuwe posities}}.',
          es: 'Abonar las participaciones ganadas de {claims, plural, one {# titular} other {# titulares}} de la distribución {distribution}; {payer} paga la renta de {opened, plural, one {# posición nueva} other {# posiciones nuevas}}.',
        },
      };
    }
    case I.Deposit:
      return {
        values: {
          amount: units(parsed.data.amount),
          source: who(parsed.accounts.source),
          position: who(parsed.accounts.position),
        },
        text: {
          en: 'Turn {amount} tokens of {source} into shares of the position {position}. They vote from the next epoch on; getting them out again takes three epochs.',
          nl: 'Zet {amount} tokens van {source} om in aandelen van de positie {position}. Ze stemmen vanaf het volgende tijdvak; ze eruit halen kost drie tijdvakken.',
          es: 'Convertir {amount} tokens de {source} en participaciones de la posición {position}. Votan desde la próxima época; sacarlas requiere tres épocas.',
        },
      };
    case I.RequestWithdrawal:
      return {
        values: { amount: units(parsed.data.amount), position: who(parsed.accounts.position) },
        text: {
          en: 'Take {amount} shares out of the position {position}. They stop voting and sharing dividends; the tokens come three epochs later.',
          nl: 'Haal {amount} aandelen uit de positie {position}. Ze stemmen en delen niet meer mee; de tokens komen drie tijdvakken later.',
          es: 'Sacar {amount} participaciones de la posición {position}. Dejan de votar y de recibir dividendos; los tokens llegan tres épocas después.',
        },
      };
    case I.CancelWithdrawal:
      return {
        values: { position: who(parsed.accounts.position) },
        text: {
          en: 'Bring the shares that are on their way out back into the position {position}, with what was earned of them.',
          nl: 'Breng de aandelen die onderweg naar buiten zijn terug in de positie {position}, met wat ervan verdiend was.',
          es: 'Devolver las participaciones en espera a la posición {position}, con lo que se había ganado de ellas.',
        },
      };
    case I.Withdraw:
      return {
        values: { position: who(parsed.accounts.position), to: who(parsed.accounts.destination) },
        text: {
          en: 'Pay out what has waited long enough of {position} to the token account {to}.',
          nl: 'Betaal wat van {position} lang genoeg wachtte uit aan de tokenrekening {to}.',
          es: 'Pagar lo que ya esperó de {position} a la cuenta de tokens {to}.',
        },
      };
    case I.Delegate:
      return {
        values: { position: who(parsed.accounts.position), to: who(parsed.accounts.newDelegate) },
        text: {
          en: 'Let the holder of {to} vote with the shares of {position}, from the next epoch on. Your own ballot always goes first. The next change waits two epochs.',
          nl: 'Laat de houder van {to} stemmen met de aandelen van {position}, vanaf het volgende tijdvak. Je eigen stem gaat altijd voor. De volgende wijziging wacht twee tijdvakken.',
          es: 'Permitir que el titular de {to} vote con las participaciones de {position}, desde la próxima época. Tu propio voto siempre prevalece. El próximo cambio espera dos épocas.',
        },
      };
    case I.Undelegate:
      return {
        values: { position: who(parsed.accounts.position), from: who(parsed.accounts.formerDelegate) },
        text: {
          en: 'Vote with the shares of {position} yourself again, instead of {from}, from the next epoch on.',
          nl: 'Stem weer zelf met de aandelen van {position}, in plaats van {from}, vanaf het volgende tijdvak.',
          es: 'Volver a votar tú con las participaciones de {position}, en lugar de {from}, desde la próxima época.',
        },
      };
    case I.CollectDividend:
      return {
        values: { position: who(parsed.accounts.position), to: who(parsed.accounts.destination) },
        text: {
          en: 'Pay the dividends owed to {position} to the token account {to}.',
          nl: 'Betaal het dividend dat {position} tegoed heeft aan de tokenrekening {to}.',
          es: 'Pagar los dividendos debidos a {position} a la cuenta de tokens {to}.',
        },
      };
    case I.ReleaseGrant:
      return {
        values: { grant: who(parsed.accounts.grant), position: who(parsed.accounts.position) },
        text: {
          en: 'Move what has vested of the grant {grant} to the position {position}.',
          nl: 'Verplaats wat van de toekenning {grant} is verworven naar de positie {position}.',
          es: 'Mover lo consolidado de la concesión {grant} a la posición {position}.',
        },
      };
    case I.OpenPosition:
      return {
        values: {
          holder: who(parsed.accounts.holder),
          pool: who(parsed.accounts.pool),
          payer: who(parsed.accounts.payer),
        },
        text: {
          en: 'Open a position of {holder} in the pool {pool}. The rent is paid by {payer}, and comes back when it closes.',
          nl: 'Open een positie van {holder} in de pool {pool}. De huur betaalt {payer}, en die komt terug bij sluiting.',
          es: 'Abrir una posición de {holder} en el fondo {pool}. La renta la paga {payer}, y vuelve al cerrarla.',
        },
      };
    case I.ClosePosition:
      return {
        values: { position: who(parsed.accounts.position), payer: who(parsed.accounts.payer) },
        text: {
          en: 'Close the empty position {position}; its rent goes to {payer}.',
          nl: 'Sluit de lege positie {position}; de huur gaat naar {payer}.',
          es: 'Cerrar la posición vacía {position}; su renta va a {payer}.',
        },
      };
    case I.DepositDividend:
      return {
        tone: 'danger',
        values: {
          amount: tokens(parsed.data.amount, parsed.accounts.dividendMint.address),
          mint: who(parsed.accounts.dividendMint),
          source: who(parsed.accounts.source),
          pool: who(parsed.accounts.pool),
        },
        text: {
          en: 'Give {amount} of the token {mint} out of {source} to all holders of shares of {pool}, as a dividend. This cannot be taken back.',
          nl: 'Geef {amount} van het token {mint} uit {source} aan alle houders van aandelen van {pool}, als dividend. Dit is niet terug te draaien.',
          es: 'Dar {amount} del token {mint} de {source} a todos los titulares de {pool}, como dividendo. No se puede deshacer.',
        },
      };
    case I.ProposeDistribution: {
      const { root, leaves, windowEnd } = parsed.data;
      return {
        values: { root: hash(root), leaves: count(leaves), end: time(windowEnd) },
        text: {
          en: 'Propose who earned what up to {end}: {leaves, plural, one {# holder} other {# holders}} under the root {root}. Your bond is at stake.',
          nl: 'Stel voor wie wat verdiende tot {end}: {leaves, plural, one {# houder} other {# houders}} onder de wortel {root}. Je inzet staat op het spel.',
          es: 'Proponer quién ganó qué hasta {end}: {leaves, plural, one {# titular} other {# titulares}} bajo la raíz {root}. Tu fianza está en juego.',
        },
      };
    }
    case I.ChallengeDistribution:
      return {
        tone: 'danger',
        values: {
          distribution: who(parsed.accounts.distribution),
          position: who(parsed.accounts.position),
          root: hash(parsed.data.root),
          data: hash(parsed.data.dataHash),
          leaves: count(parsed.data.leaves),
        },
        text: {
          en: 'Challenge the distribution {distribution} with the root {root} of {leaves, plural, one {# holder} other {# holders}}, whose published data has the hash {data}. The bond comes out of the position {position}; if the owners find against you, it goes to the proposer.',
          nl: 'Vecht de verdeling {distribution} aan met de wortel {root} van {leaves, plural, one {# houder} other {# houders}}, waarvan de gepubliceerde gegevens hash {data} hebben. De inzet komt uit de positie {position}; als de eigenaren je ongelijk geven, gaat die naar de indiener.',
          es: 'Impugnar la distribución {distribution} con la raíz {root} de {leaves, plural, one {# titular} other {# titulares}}, cuyos datos publicados tienen el hash {data}. La fianza sale de la posición {position}; si los propietarios no te dan la razón, va al proponente.',
        },
      };
    case I.ResolveDistribution:
      return {
        values: { distribution: who(parsed.accounts.distribution) },
        text: {
          en: 'Decide the challenge of the distribution {distribution}.',
          nl: 'Beslis over de aanvechting van de verdeling {distribution}.',
          es: 'Decidir la impugnación de la distribución {distribution}.',
        },
      };
    case I.FinalizeDistribution:
      return {
        values: { distribution: who(parsed.accounts.distribution) },
        text: {
          en: 'Make the distribution {distribution} final, so that its shares can be claimed.',
          nl: 'Maak de verdeling {distribution} definitief, zodat de aandelen opgehaald kunnen worden.',
          es: 'Hacer definitiva la distribución {distribution}, para que se puedan reclamar sus participaciones.',
        },
      };
    case I.CollectBond:
      return {
        values: { distribution: who(parsed.accounts.distribution), position: who(parsed.accounts.position) },
        text: {
          en: 'Bring the bond of the distribution {distribution} home to the position {position}.',
          nl: 'Breng de inzet van de verdeling {distribution} terug naar de positie {position}.',
          es: 'Devolver la fianza de la distribución {distribution} a la posición {position}.',
        },
      };
    case I.CreateGrant: {
      const { total, cliff, end, holder } = parsed.data;
      return {
        values: { holder: addr(holder), total: units(total), cliff: time(cliff), end: time(end) },
        text: {
          en: 'Grant {holder} {total} shares, vesting from {cliff} and fully by {end}.',
          nl: 'Ken {holder} {total} aandelen toe, te verwerven vanaf {cliff} en volledig op {end}.',
          es: 'Conceder a {holder} {total} participaciones, consolidadas desde {cliff} y por completo el {end}.',
        },
      };
    }
    case I.RevokeGrant:
      return {
        tone: 'danger',
        values: { grant: who(parsed.accounts.grant) },
        text: {
          en: 'Revoke what has not vested of the grant {grant}.',
          nl: 'Trek in wat van de toekenning {grant} nog niet is verworven.',
          es: 'Revocar lo no consolidado de la concesión {grant}.',
        },
      };
    case I.AccelerateGrant:
      return {
        values: { grant: who(parsed.accounts.grant), end: time(parsed.data.end) },
        text: {
          en: 'Let the grant {grant} vest fully by {end}.',
          nl: 'Laat de toekenning {grant} volledig verworven zijn op {end}.',
          es: 'Consolidar por completo la concesión {grant} el {end}.',
        },
      };
    case I.TransferGrant:
      return {
        tone: 'danger',
        values: { grant: who(parsed.accounts.grant), to: addr(parsed.data.holder) },
        text: {
          en: 'Give the grant {grant}, with all that is released from seven days from now on, to {to}.',
          nl: 'Geef de toekenning {grant}, met alles wat over zeven dagen en later vrijkomt, aan {to}.',
          es: 'Dar la concesión {grant}, con todo lo que se libere desde dentro de siete días, a {to}.',
        },
      };
    case I.CancelGrantTransfer:
      return {
        values: { grant: who(parsed.accounts.grant), creator: who(parsed.accounts.creator) },
        text: {
          en: 'Leave the grant {grant} with {creator}: its transfer is cancelled.',
          nl: 'Laat de toekenning {grant} bij {creator}: de overdracht gaat niet door.',
          es: 'Dejar la concesión {grant} a {creator}: su cesión se cancela.',
        },
      };
    case I.CloseGrant:
      return {
        values: { grant: who(parsed.accounts.grant), payer: who(parsed.accounts.payer) },
        text: {
          en: 'Close the finished grant {grant}; its rent goes to {payer}.',
          nl: 'Sluit de afgeronde toekenning {grant}; de huur gaat naar {payer}.',
          es: 'Cerrar la concesión terminada {grant}; su renta va a {payer}.',
        },
      };
    case I.IssueTreasury:
      return {
        values: { amount: units(parsed.data.amount), to: who(parsed.accounts.destination) },
        text: {
          en: 'Issue {amount} shares as tokens to the treasury at {to}.',
          nl: 'Geef {amount} aandelen als tokens uit aan de kas op {to}.',
          es: 'Emitir {amount} participaciones como tokens a la tesorería en {to}.',
        },
      };
    case I.SetScorer:
      return {
        tone: 'danger',
        values: { pool: who(parsed.accounts.pool), scorer: addr(parsed.data.scorer) },
        text: {
          en: 'Let {scorer} propose the distributions of {pool} from now on.',
          nl: 'Laat {scorer} voortaan de verdelingen van {pool} voorstellen.',
          es: 'Permitir que {scorer} proponga las distribuciones de {pool} desde ahora.',
        },
      };
    case I.HandOver:
      return {
        tone: 'danger',
        values: { pool: who(parsed.accounts.pool), to: who(parsed.accounts.newAuthority) },
        text: {
          en: 'Hand the pool {pool} over to {to}, once and for ever.',
          nl: 'Draag de pool {pool} over aan {to}, eenmalig en voorgoed.',
          es: 'Entregar el fondo {pool} a {to}, una vez y para siempre.',
        },
      };
    case I.CreatePool:
      return {
        values: { mint: who(parsed.accounts.mint), pool: who(parsed.accounts.pool) },
        text: {
          en: 'Found the pool {pool} on the share mint {mint}, on terms that never change.',
          nl: 'Richt de pool {pool} op met de aandelenmunt {mint}, op voorwaarden die nooit veranderen.',
          es: 'Fundar el fondo {pool} sobre la emisión {mint}, con condiciones que nunca cambian.',
        },
      };
  }
}
