import { LARGEST_TEXT, type NodeClient, NodeFault } from '@makerstake/client/node';
import { useState } from 'react';
import { hex } from '../chain/bytes.ts';
import { visible } from '../chain/text.ts';
import { texts, useT } from '../i18n/index.tsx';
import { Notice } from '../ui/basics.tsx';
import { FileDrop } from '../ui/file-drop.tsx';

const t0 = texts({
  label: {
    en: 'Give the node this document',
    nl: 'Geef de node dit document',
    es: 'Da este documento al nodo',
  },
  note: {
    en: 'It is sent to the node, which then shows it to everybody; only the file with this hash.',
    nl: 'Het gaat naar de node, die het dan aan iedereen toont; alleen het bestand met deze hash.',
    es: 'Se envía al nodo, que lo mostrará a todos; solo el archivo con este hash.',
  },
  other: {
    en: 'This file has another hash: it is not the document. Nothing was sent.',
    nl: 'Dit bestand heeft een andere hash: het is niet het document. Er is niets verstuurd.',
    es: 'Este archivo tiene otro hash: no es el documento. No se envió nada.',
  },
  large: {
    en: 'Nodes take no document of more than 1 MiB. Nothing was sent.',
    nl: 'Nodes nemen geen document van meer dan 1 MiB. Er is niets verstuurd.',
    es: 'Los nodos no aceptan documentos de más de 1 MiB. No se envió nada.',
  },
  refused: {
    en: 'The node did not take it: {reason} A node learns of what was just proposed when it is final; try again in a minute.',
    nl: 'De node nam het niet aan: {reason} Een node hoort van wat net is voorgesteld als het definitief is; probeer het over een minuut opnieuw.',
    es: 'El nodo no lo aceptó: {reason} Un nodo conoce lo recién propuesto cuando es definitivo; reintenta en un minuto.',
  },
  unreadable: {
    en: 'The file could not be read any more. Choose it again.',
    nl: 'Het bestand kon niet meer worden gelezen. Kies het opnieuw.',
    es: 'Ya no se pudo leer el archivo. Vuelve a elegirlo.',
  },
});

/** What is wrong with a file for this document; nothing where it is the one. */
export async function faultOf(
  file: Pick<File, 'size' | 'arrayBuffer'>,
  name: string,
): Promise<'large' | 'other' | undefined> {
  if (file.size > LARGEST_TEXT) return 'large';
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return hex(hash) === name ? undefined : 'other';
}

/** A way to bring a document that the chain names and the node does not have: whoever has the file can. */
export function Bring({ node, name, onBrought }: { node: NodeClient; name: string; onBrought: () => void }) {
  const t = useT(t0);
  const [file, setFile] = useState<File>();
  const [fault, setFault] = useState<string>();
  const bring = async (given: File | undefined) => {
    setFile(given);
    setFault(undefined);
    if (!given) return;
    const wrong = await faultOf(given, name);
    if (wrong) return setFault(t(wrong));
    try {
      await node.putDocument(name, new Uint8Array(await given.arrayBuffer()));
      onBrought();
    } catch (error) {
      const isNodes = error instanceof NodeFault;
      setFault(isNodes ? t('refused', { reason: visible(error.message) }) : t('unreadable'));
    }
  };
  return (
    <div className="space-y-2" data-bring={name}>
      <FileDrop label={t('label')} note={t('note')} file={file} onFile={bring} />
      {fault && <Notice tone="bad">{fault}</Notice>}
    </div>
  );
}
