import { hashName, NodeFault } from '@makerstake/client/node';
import type { ReactNode } from 'react';
import { textOf, useDocument } from '../chain/documents.ts';
import { short } from '../chain/format.ts';
import { useNode } from '../chain/node.ts';
import { visible } from '../chain/text.ts';
import { common } from '../i18n/common.ts';
import { texts, useT } from '../i18n/index.tsx';
import { Badge, Notice, Skeleton } from '../ui/basics.tsx';
import { Copyable } from '../ui/chain.tsx';
import { Bring } from './bring.tsx';
import { Markdown, pageOf } from './markdown.tsx';

const t0 = texts({
  checked: {
    en: 'This is the text whose hash is on the chain',
    nl: 'Dit is de tekst waarvan de hash op de keten staat',
    es: 'Este es el texto cuyo hash está en la cadena',
  },
  noNode: {
    en: 'Without a node the document cannot be shown here.',
    nl: 'Zonder node kan het document hier niet getoond worden.',
    es: 'Sin un nodo no se puede mostrar aquí el documento.',
  },
  missing: {
    en: 'The node does not have this document. Nobody stored it there, so nobody can read here what the hash stands for.',
    nl: 'De node heeft dit document niet. Niemand heeft het daar bewaard, dus hier kan niemand lezen waar de hash voor staat.',
    es: 'El nodo no tiene este documento. Nadie lo guardó allí, así que aquí nadie puede leer a qué corresponde el hash.',
  },
  blocked: {
    en: 'The node’s operator does not serve this document.',
    nl: 'De beheerder van de node geeft dit document niet.',
    es: 'El operador del nodo no sirve este documento.',
  },
  false: {
    en: 'What the node sent is NOT the document: its hash is another. It is not shown.',
    nl: 'Wat de node stuurde is NIET het document: de hash is anders. Het wordt niet getoond.',
    es: 'Lo que envió el nodo NO es el documento: su hash es otro. No se muestra.',
  },
  binary: {
    en: 'The document is no text.',
    nl: 'Het document is geen tekst.',
    es: 'El documento no es texto.',
  },
  silent: {
    en: 'The node does not answer. Try again, or name another node in the settings.',
    nl: 'De node antwoordt niet. Probeer het opnieuw, of noem een andere node in de instellingen.',
    es: 'El nodo no responde. Inténtalo de nuevo o indica otro nodo en los ajustes.',
  },
  other: {
    en: 'What answered is no node. Check its address in the settings.',
    nl: 'Wat antwoordde is geen node. Controleer het adres in de instellingen.',
    es: 'Lo que respondió no es un nodo. Comprueba su dirección en los ajustes.',
  },
  refused: {
    en: 'The node did not give the document. Try again later, or name another node in the settings.',
    nl: 'De node gaf het document niet. Probeer het later opnieuw, of noem een andere node in de instellingen.',
    es: 'El nodo no dio el documento. Inténtalo más tarde o indica otro nodo en los ajustes.',
  },
  published: {
    en: 'Said to be published at {where}; what is there is not checked.',
    nl: 'Zou gepubliceerd zijn op {where}; wat daar staat is niet gecontroleerd.',
    es: 'Se dice que está publicado en {where}; lo que haya allí no está comprobado.',
  },
  hash: { en: 'Hash of the document', nl: 'Hash van het document', es: 'Hash del documento' },
});

/** Where a document is said to be; a page can be gone to, any other address is text. */
function Where({ uri }: { uri: string }) {
  const t = useT(t0);
  if (uri === '') return null;
  const url = pageOf(uri);
  const sentence = t('published', { where: '\u0000' }).split('\u0000');
  return (
    <p className="text-muted text-sm">
      {sentence[0]}
      {url ? (
        <a href={url.href} target="_blank" rel="noreferrer noopener nofollow" className="text-accent underline">
          {visible(uri)}
        </a>
      ) : (
        <bdi>{visible(uri)}</bdi>
      )}
      {sentence[1]}
    </p>
  );
}

/** A document that the chain names by its hash: shown when it is that one, and otherwise why not. */
export function Document({
  hash,
  uri = '',
  children,
}: {
  hash: ArrayLike<number> | string;
  uri?: string;
  /** How its text is shown; as Markdown unless told otherwise. */
  children?: (text: string) => ReactNode;
}) {
  const t = useT(t0);
  const c = useT(common);
  const node = useNode();
  const { data, error, isPending, refetch } = useDocument(hash);
  const text = data ? textOf(data) : undefined;
  const name = hashName(hash);
  const fault = (): string => {
    if (!(error instanceof NodeFault)) return t('refused');
    if (error.status === 404) return t('missing');
    if (error.status === 451) return t('blocked');
    return t(error.is);
  };
  const isMissing = error instanceof NodeFault && error.status === 404;
  return (
    <div className="space-y-3" data-document={name} data-shown={text !== undefined}>
      {node === null ? (
        <p className="text-muted">{t('noNode')}</p>
      ) : error ? (
        <Notice tone={error instanceof NodeFault && error.is === 'false' ? 'bad' : 'plain'}>{fault()}</Notice>
      ) : isPending ? (
        <Skeleton label={c('loading')} lines={5} />
      ) : text === undefined ? (
        <p className="text-muted">{t('binary')}</p>
      ) : children ? (
        children(text)
      ) : (
        <Markdown text={text} />
      )}
      <p className="flex flex-wrap items-center gap-2 text-sm">
        {text !== undefined && <Badge tone="good">✓ {t('checked')}</Badge>}
        <span className="text-muted">
          {t('hash')} <Copyable text={name} shown={short(name)} />
        </span>
      </p>
      {text === undefined && <Where uri={uri} />}
      {node && isMissing && <Bring node={node} name={name} onBrought={refetch} />}
    </div>
  );
}
