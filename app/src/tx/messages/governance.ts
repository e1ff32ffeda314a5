import { decodeActions, kindsIn } from '@makerstake/client';
import {
  MakerstakeGovernanceInstruction as I,
  parseMakerstakeGovernanceInstruction,
} from '@makerstake/client/governance';
import type { Text } from '../../i18n/index.tsx';
import type { Decoded } from '../message.ts';
import { describeAction } from './actions.ts';
import { kindTexts } from './kinds.ts';
import { addr, count, hash, list, quote, type Sentence, sol, text, who } from './sentence.ts';

const CHOICES: Readonly<Record<number, Text>> = {
  1: { en: 'YES', nl: 'VOOR', es: 'SÍ' },
  2: { en: 'NO', nl: 'TEGEN', es: 'NO' },
  3: { en: 'ABSTAIN', nl: 'ONTHOUDING', es: 'ABSTENCIÓN' },
};
const EXECUTE: Text = {
  en: 'Execute the next action of the proposal {proposal}, as it was voted.',
  nl: 'Voer de volgende actie van het voorstel {proposal} uit, zoals gestemd.',
  es: 'Ejecutar la siguiente acción de la propuesta {proposal}, como se votó.',
};

/** How long the link is that lies before an action that an execution brings. */
const LINK = 32;

/**
 * Instructions of the governance program; a new proposal is said with every action that it carries, and an execution with
 * the action that it brings.
 */
export function describeGovernance({ program, accounts, data }: Decoded): Sentence[] {
  const parsed = parseMakerstakeGovernanceInstruction({ programAddress: program, accounts, data });
  const payload = 'payload' in parsed.data ? parsed.data.payload.slice(LINK) : new Uint8Array(0);
  return [...described(parsed), ...decodeActions(new Uint8Array(payload)).map(describeAction)];
}

function described(parsed: ReturnType<typeof parseMakerstakeGovernanceInstruction>): Sentence[] {
  const execute = (proposal: { address: string }): Sentence[] => [
    { values: { proposal: who(proposal) }, text: EXECUTE },
  ];
  switch (parsed.instructionType) {
    case I.CastVote:
      return [
        {
          values: {
            choice: { is: 'text', text: CHOICES[parsed.data.choice] ?? { en: '?', nl: '?', es: '?' } },
            proposal: who(parsed.accounts.proposal),
            voter: who(parsed.accounts.voter),
          },
          text: {
            en: 'Vote {choice} on the proposal {proposal}, in both houses. You can change it while voting lasts.',
            nl: 'Stem {choice} over het voorstel {proposal}, in beide huizen. Je kunt dit wijzigen zolang de stemming loopt.',
            es: 'Votar {choice} en la propuesta {proposal}, en ambas cámaras. Puedes cambiarlo mientras dure la votación.',
          },
        },
      ];
    case I.CreateProposal: {
      const { title, uri, actions, documentHash, byHash } = parsed.data;
      const head: Sentence = {
        values: { title: quote(title), uri: quote(uri), hash: hash(documentHash), payer: who(parsed.accounts.payer) },
        text: {
          en: 'Propose {title}, explained at {uri} by a document with hash {hash}. Bond and rent are paid by {payer}.',
          nl: 'Stel {title} voor, uitgelegd op {uri} in een document met hash {hash}. Borg en huur betaalt {payer}.',
          es: 'Proponer {title}, explicada en {uri} por un documento con hash {hash}. Fianza y renta las paga {payer}.',
        },
      };
      if (byHash.__option === 'Some') {
        return [
          head,
          {
            tone: 'danger',
            values: {
              n: count(byHash.value.count),
              kinds: list(kindsIn(byHash.value.kinds).map((kind) => text(kindTexts[kind]))),
              hash: hash(byHash.value.link),
            },
            text: {
              en: 'Its {n, plural, one {action is} other {# actions are}} not in these bytes: only the hash {hash} is, and of which kinds: {kinds}. Read them where they are published.',
              nl: 'De {n, plural, one {actie staat} other {# acties staan}} niet in deze bytes: alleen de hash {hash}, en van welke soorten: {kinds}. Lees ze waar ze gepubliceerd zijn.',
              es: '{n, plural, one {Su acción no está} other {Sus # acciones no están}} en estos bytes: solo el hash {hash}, y de qué tipos: {kinds}. Léelas donde se publicaron.',
            },
          },
        ];
      }
      return [head, ...decodeActions(new Uint8Array(actions)).map(describeAction)];
    }
    case I.CancelProposal:
      return [
        {
          values: { proposal: who(parsed.accounts.proposal) },
          text: {
            en: 'Withdraw the proposal {proposal} before voting begins.',
            nl: 'Trek het voorstel {proposal} in voor de stemming begint.',
            es: 'Retirar la propuesta {proposal} antes de que empiece la votación.',
          },
        },
      ];
    case I.FinalizeProposal:
      return [
        {
          values: { proposal: who(parsed.accounts.proposal) },
          text: {
            en: 'Count the votes on {proposal} and decide it.',
            nl: 'Tel de stemmen over {proposal} en beslis.',
            es: 'Contar los votos de {proposal} y decidirla.',
          },
        },
      ];
    case I.ContestDistribution:
      return [
        {
          tone: 'danger',
          values: { distribution: who(parsed.accounts.distribution) },
          text: {
            en: 'Stop the distribution {distribution} until the owners have ruled on it, as guardian. If they uphold it, you stop none again in your term.',
            nl: 'Houd de verdeling {distribution} tegen tot de eigenaren erover beslist hebben, als wachter. Laten zij haar staan, dan houd je er in je termijn geen meer tegen.',
            es: 'Detener la distribución {distribution} hasta que los propietarios fallen, como guardián. Si la mantienen, no detendrás otra en tu mandato.',
          },
        },
      ];
    case I.BlockProposal:
      return [
        {
          tone: 'danger',
          values: { proposal: who(parsed.accounts.proposal) },
          text: {
            en: 'Block the proposal {proposal} for ever, as guardian.',
            nl: 'Blokkeer het voorstel {proposal} voorgoed, als wachter.',
            es: 'Bloquear para siempre la propuesta {proposal}, como guardián.',
          },
        },
      ];
    case I.CloseProposal:
      return [
        {
          values: { proposal: who(parsed.accounts.proposal), payer: who(parsed.accounts.payer) },
          text: {
            en: 'Close the ended proposal {proposal}; rent and bond go back to {payer}, unless the bond is forfeited.',
            nl: 'Sluit het beëindigde voorstel {proposal}; huur en borg gaan terug naar {payer}, tenzij de borg is verbeurd.',
            es: 'Cerrar la propuesta terminada {proposal}; renta y fianza vuelven a {payer}, salvo fianza perdida.',
          },
        },
      ];
    case I.ExecuteTransfer:
      return [
        {
          values: { proposal: who(parsed.accounts.proposal), to: who(parsed.accounts.recipient) },
          text: {
            en: 'Execute the next action of the proposal {proposal}: the treasury pays {to}.',
            nl: 'Voer de volgende actie van het voorstel {proposal} uit: de kas betaalt {to}.',
            es: 'Ejecutar la siguiente acción de la propuesta {proposal}: la tesorería paga a {to}.',
          },
        },
      ];
    case I.ExecuteTokenTransfer:
      return [
        {
          values: {
            proposal: who(parsed.accounts.proposal),
            to: who(parsed.accounts.recipient),
            mint: who(parsed.accounts.mint),
          },
          text: {
            en: 'Execute the next action of the proposal {proposal}: the treasury pays {to} in {mint}.',
            nl: 'Voer de volgende actie van het voorstel {proposal} uit: de kas betaalt {to} in {mint}.',
            es: 'Ejecutar la siguiente acción de la propuesta {proposal}: la tesorería paga a {to} en {mint}.',
          },
        },
      ];
    case I.ExecuteUpgrade:
      return [
        {
          values: {
            proposal: who(parsed.accounts.proposal),
            program: who(parsed.accounts.program),
            buffer: who(parsed.accounts.buffer),
          },
          tone: 'danger',
          text: {
            en: 'Execute the next action of the proposal {proposal}: replace the code of the program {program} by that in {buffer}.',
            nl: 'Voer de volgende actie van het voorstel {proposal} uit: vervang de code van het programma {program} door die in {buffer}.',
            es: 'Ejecutar la siguiente acción de la propuesta {proposal}: sustituir el código del programa {program} por el de {buffer}.',
          },
        },
      ];
    case I.ExecuteInvoke:
      return [
        {
          values: { proposal: who(parsed.accounts.proposal), program: who(parsed.accounts.program) },
          tone: 'danger',
          text: {
            en: 'Execute the next action of the proposal {proposal}: call the program {program} with the accounts and bytes that were voted on.',
            nl: 'Voer de volgende actie van het voorstel {proposal} uit: roep het programma {program} aan met de rekeningen en bytes waarover gestemd is.',
            es: 'Ejecutar la siguiente acción de la propuesta {proposal}: llamar al programa {program} con las cuentas y los bytes que se votaron.',
          },
        },
      ];
    case I.ExecuteRule:
    case I.ExecuteOpenBudget:
    case I.ExecuteBudget:
    case I.ExecuteTrack:
    case I.ExecutePlatform:
    case I.ExecuteScorer:
    case I.ExecuteRuling:
    case I.ExecuteCreateGrant:
    case I.ExecuteRevokeGrant:
    case I.ExecuteIssueTreasury:
      return execute(parsed.accounts.proposal);
    case I.Draw:
    case I.DrawTokens:
      return [
        {
          values: { budget: who(parsed.accounts.budget), to: who(parsed.accounts.recipient) },
          text: {
            en: 'Pay what has accrued of the budget {budget} to {to}.',
            nl: 'Betaal wat van het budget {budget} is opgebouwd aan {to}.',
            es: 'Pagar lo devengado del presupuesto {budget} a {to}.',
          },
        },
      ];
    case I.Report:
      return [
        {
          values: { budget: who(parsed.accounts.budget), uri: quote(parsed.data.uri), hash: hash(parsed.data.hash) },
          text: {
            en: 'Report on the budget {budget}: {uri}, a document with hash {hash}.',
            nl: 'Doe verslag over het budget {budget}: {uri}, een document met hash {hash}.',
            es: 'Informar sobre el presupuesto {budget}: {uri}, un documento con hash {hash}.',
          },
        },
      ];
    case I.CloseBudget:
      return [
        {
          values: { budget: who(parsed.accounts.budget) },
          text: {
            en: 'Close the ended budget {budget}.',
            nl: 'Sluit het beëindigde budget {budget}.',
            es: 'Cerrar el presupuesto terminado {budget}.',
          },
        },
      ];
    case I.HandOver:
      return [
        {
          tone: 'danger',
          values: { pool: who(parsed.accounts.pool), treasury: who(parsed.accounts.treasury) },
          text: {
            en: 'Hand the pool {pool} over to the owners, whose treasury is {treasury}, once and for ever.',
            nl: 'Draag de pool {pool} over aan de eigenaren, met als kas {treasury}, eenmalig en voorgoed.',
            es: 'Entregar el fondo {pool} a los propietarios, cuya tesorería es {treasury}, una vez y para siempre.',
          },
        },
      ];
    case I.OpenVoter:
      return [
        {
          values: { holder: who(parsed.accounts.holder), payer: who(parsed.accounts.payer) },
          text: {
            en: 'Open the voter account of {holder}. The rent is paid by {payer}, and comes back when it closes.',
            nl: 'Open de stemrekening van {holder}. De huur betaalt {payer}, en die komt terug bij sluiting.',
            es: 'Abrir la cuenta de votante de {holder}. La renta la paga {payer}, y vuelve al cerrarla.',
          },
        },
      ];
    case I.CloseVoter:
      return [
        {
          values: { voter: who(parsed.accounts.voter), payer: who(parsed.accounts.payer) },
          text: {
            en: 'Close the voter account {voter}; its rent goes to {payer}.',
            nl: 'Sluit de stemrekening {voter}; de huur gaat naar {payer}.',
            es: 'Cerrar la cuenta de votante {voter}; su renta va a {payer}.',
          },
        },
      ];
    case I.CreatePlatform:
      return [
        {
          tone: 'danger',
          values: { pool: who(parsed.accounts.pool), platform: who(parsed.accounts.platform) },
          text: {
            en: 'Found the platform {platform} on the pool {pool}.',
            nl: 'Richt het platform {platform} op met de pool {pool}.',
            es: 'Fundar la plataforma {platform} sobre el fondo {pool}.',
          },
        },
      ];
    case I.CreateTrack:
      return [
        {
          values: {
            id: count(parsed.data.id),
            bond: sol(parsed.data.bond),
            founder: addr(parsed.accounts.founder.address),
          },
          text: {
            en: 'Create track {id} with a bond of {bond}, as the founder {founder}.',
            nl: 'Maak spoor {id} met een borg van {bond}, als oprichter {founder}.',
            es: 'Crear la vía {id} con una fianza de {bond}, como fundador {founder}.',
          },
        },
      ];
  }
}
