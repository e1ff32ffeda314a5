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
      const { root, leaves, windowEnd, total } = parsed.data;
      return {
        values: { root: hash(root), leaves: count(leaves), end: time(windowEnd), total: units(total) },
        text: {
          en: 'Propose who earned what up to {end}: {total} shares for {leaves, plural, one {# holder} other {# holders}} under the root {root}. You put up the bond.',
          nl: 'Stel voor wie wat verdiende tot {end}: {total} aandelen voor {leaves, plural, one {# houder} other {# houders}} onder de wortel {root}. Jij stelt de borg.',
          es: 'Proponer quién ganó qué hasta {end}: {total} participaciones para {leaves, plural, one {# titular} other {# titulares}} bajo la raíz {root}. Tú pones la fianza.',
        },
      };
    }
    case I.ChallengeDistribution:
      return {
        tone: 'danger',
        values: { distribution: who(parsed.accounts.distribution), evidence: hash(parsed.data.evidenceHash) },
        text: {
          en: 'Say that the distribution {distribution} is wrong, with evidence of the hash {evidence} and a bond in SOL. If the owners find against you, half of it goes to the proposer and half to the treasury.',
          nl: 'Zeg dat de verdeling {distribution} niet klopt, met bewijs van hash {evidence} en een borg in SOL. Als de eigenaren je ongelijk geven, gaat de ene helft naar de indiener en de andere naar de kas.',
          es: 'Decir que la distribución {distribution} es errónea, con pruebas de hash {evidence} y una fianza en SOL. Si los propietarios no te dan la razón, la mitad va al proponente y la mitad a la tesorería.',
        },
      };
    case I.ContestDistribution:
      return {
        tone: 'danger',
        values: { distribution: who(parsed.accounts.distribution) },
        text: {
          en: 'Stop the distribution {distribution} until the owners have ruled on it.',
          nl: 'Houd de verdeling {distribution} tegen tot de eigenaren erover beslist hebben.',
          es: 'Detener la distribución {distribution} hasta que los propietarios fallen.',
        },
      };
    case I.ResolveDistribution:
      return {
        values: { distribution: who(parsed.accounts.distribution) },
        text: {
          en: 'Rule on the disputed distribution {distribution}.',
          nl: 'Doe uitspraak over de betwiste verdeling {distribution}.',
          es: 'Fallar sobre la distribución disputada {distribution}.',
        },
      };
    case I.ExpireDistribution:
      return {
        values: { distribution: who(parsed.accounts.distribution) },
        text: {
          en: 'Call the distribution {distribution} void: nobody ruled on it for 45 days. A challenger loses a part of its bond to the treasury.',
          nl: 'Laat de verdeling {distribution} vervallen: 45 dagen lang besliste niemand erover. Een aanvechter verliest een deel van zijn borg aan de kas.',
          es: 'Anular la distribución {distribution}: nadie falló sobre ella en 45 días. Un impugnador pierde parte de su fianza a favor de la tesorería.',
        },
      };
    case I.SweepDistribution:
      return {
        values: { distribution: who(parsed.accounts.distribution) },
        text: {
          en: 'Burn what nobody claimed of the distribution {distribution} in time; its dividends are shared again.',
          nl: 'Verbrand wat niemand op tijd van de verdeling {distribution} ophaalde; het dividend ervan wordt opnieuw verdeeld.',
          es: 'Quemar lo que nadie reclamó a tiempo de la distribución {distribution}; sus dividendos se reparten de nuevo.',
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
        values: { distribution: who(parsed.accounts.distribution), payee: who(parsed.accounts.payee) },
        text: {
          en: 'Pay {payee} what it is due of the bonds of the distribution {distribution}.',
          nl: 'Betaal {payee} wat deze tegoed heeft van de borgen van de verdeling {distribution}.',
          es: 'Pagar a {payee} lo que se le debe de las fianzas de la distribución {distribution}.',
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
        values: { pool: who(parsed.accounts.pool), to: who(parsed.accounts.successor) },
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
