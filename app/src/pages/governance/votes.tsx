import { useNames } from '../../chain/creators.ts';
import { amount } from '../../chain/format.ts';
import { useNode } from '../../chain/node.ts';
import { useVotesOf } from '../../chain/proposals.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge, Card } from '../../ui/basics.tsx';
import { Chip } from '../../ui/chain.tsx';
import { Paged, Table } from '../../ui/pager.tsx';
import { governanceTexts } from './texts.ts';

const CHOICES = ['abstain', 'yes', 'no', 'abstain'] as const;
const TONES = ['plain', 'good', 'bad', 'plain'] as const;
const isUnits = (text: string | null): text is string => text !== null && /^\d{1,20}$/.test(text);

/** Who voted what, with the weights, as a node tells. */
export function Votes({ proposal }: { proposal: string }) {
  const t = useT(governanceTexts);
  const locale = useLocale();
  const names = useNames();
  const node = useNode();
  const { data } = useVotesOf(proposal);
  if (node === null) return <Card title={t('who')}>{<p className="text-muted">{t('whoNeedsNode')}</p>}</Card>;
  if (!data) return null;
  return (
    <Card title={t('who')} aside={<Badge>{data.votes.length.toLocaleString(locale)}</Badge>}>
      {data.votes.length === 0 ? (
        <p className="text-muted">{t('nobodyYet')}</p>
      ) : (
        <Paged items={data.votes} size={12}>
          {(page) => (
            <Table
              caption={t('who')}
              numeric={[2]}
              head={[t('holder'), t('ballot'), t('weight'), t('transaction')]}
              rows={page.map(({ holder, voter, choice, weight, signature }) => {
                const who = holder ?? voter ?? '';
                return [
                  <span key="h" className="flex items-center gap-2">
                    <Avatar address={who} className="size-6" />
                    <Chip id={who} name={names[who]} />
                  </span>,
                  <Badge key="c" tone={TONES[choice] ?? 'plain'}>
                    {t(CHOICES[choice] ?? 'abstain')}
                  </Badge>,
                  isUnits(weight) ? amount(BigInt(weight), 6, locale, 2) : '–',
                  <Chip key="t" id={signature} kind="tx" />,
                ];
              })}
            />
          )}
        </Paged>
      )}
      {!data.isWhole && <p className="mt-3 text-muted text-sm">{t('firstVotes')}</p>}
      {!data.proven && <p className="mt-3 text-muted text-sm">{t('unproven')}</p>}
    </Card>
  );
}
