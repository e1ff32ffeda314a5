import { Link, useRoute } from 'wouter';
import type { Found } from '../../chain/accounts.ts';
import { hex, isZero } from '../../chain/bytes.ts';
import { useNow } from '../../chain/clock.ts';
import { textOf, useDocument } from '../../chain/documents.ts';
import { short } from '../../chain/format.ts';
import { type Rule, usePlatform, useRules } from '../../chain/governance.ts';
import { common } from '../../i18n/common.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { titleOf } from '../../markdown/markdown.tsx';
import { Badge, Card, Empty, Facts, PageHead } from '../../ui/basics.tsx';
import { Copyable, Moment } from '../../ui/chain.tsx';
import { Table } from '../../ui/pager.tsx';
import { Loaded } from '../../ui/query.tsx';
import { Compare } from './compare.tsx';
import { paramName, paramValue } from './params.ts';
import { RulePage } from './rule.tsx';
import { ruleTexts } from './texts.ts';

/** The title of a text, once the text has come. */
export function Titled({ hash }: { hash: Uint8Array | undefined }) {
  const { data } = useDocument(hash);
  const text = data ? textOf(data) : undefined;
  return <bdi>{text && titleOf(text)}</bdi>;
}

/** What is agreed, and since when. */
export default function RulebookPage() {
  const t = useT(ruleTexts);
  const c = useT(common);
  const query = usePlatform();
  const [isOne, params] = useRoute('/rulebook/:which');
  if (isOne && query.data) return <RulePage platform={query.data} which={params.which} />;
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Loaded query={query}>
        {(platform) =>
          platform ? (
            <div className="space-y-6">
              {!isZero(new Uint8Array(platform.constitutionHash)) && (
                <Card title={t('constitution')}>
                  <Link href="/rulebook/constitution" className="font-medium text-accent underline">
                    {t('read')}
                  </Link>
                </Card>
              )}
              <Rules platform={platform.address} />
            </div>
          ) : (
            <Empty title={c('noPlatform')}>{c('noPlatformLead')}</Empty>
          )
        }
      </Loaded>
    </>
  );
}

function Rules({ platform }: { platform: Found<Rule>['address'] }) {
  const t = useT(ruleTexts);
  const query = useRules(platform);
  return (
    <Loaded query={query}>
      {(rules) =>
        rules.length === 0 ? (
          <Empty title={t('none')}>{t('noneLead')}</Empty>
        ) : (
          <ul className="space-y-6">
            {rules.map((rule) => (
              <li key={rule.address}>
                <RuleCard rule={rule}>
                  <Link href={`/rulebook/${rule.id}`} className="mb-4 inline-block font-medium text-accent underline">
                    {t('read')}
                  </Link>
                </RuleCard>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

/** The largest time an account can hold: until replaced. */
const FOR_EVER = 2n ** 63n - 1n;

/** Where a version stands at a time; `next` is when a newer one takes its place. */
export function standing(
  version: { number: number; effectiveAt: bigint; sunsetAt: bigint },
  next: bigint | undefined,
  now: number,
): 'announced' | 'inForce' | 'over' {
  if (BigInt(now) < version.effectiveAt) return 'announced';
  if (BigInt(now) >= version.sunsetAt || (next !== undefined && BigInt(now) >= next)) return 'over';
  return 'inForce';
}

/** The versions that a rule's account holds, the newest first. */
export const versionsOf = (rule: Rule) =>
  [0, 1].flatMap((at) => {
    const number = rule.numbers[at] ?? 0;
    if (number === 0) return [];
    const textHash = new Uint8Array(rule.textHash[at] ?? []);
    return [
      {
        number,
        textHash,
        effectiveAt: rule.effectiveAt[at] ?? 0n,
        sunsetAt: rule.sunsetAt[at] ?? 0n,
        units: rule.units[at] ?? [],
        values: rule.values[at] ?? [],
      },
    ];
  });

/** A rule: what it is called, its versions and parameters. */
export function RuleCard({ rule, children }: { rule: Found<Rule>; children?: React.ReactNode }) {
  const t = useT(ruleTexts);
  const now = useNow(10);
  const locale = useLocale();
  const domain = t((['d0', 'd1', 'd2', 'd3'] as const)[rule.domain] ?? 'd0');
  const versions = versionsOf(rule);
  const [newest, former] = versions;
  const value = (version: (typeof versions)[number] | undefined, at: number): string =>
    paramValue(version?.units[at] ?? 0, version?.values[at] ?? 0n, locale);
  const nameOf = (at: number) => {
    const key = paramName(rule.domain, at);
    return key ? t(key) : t('param', { n: at + 1 });
  };
  const used = [0, 1, 2, 3, 4, 5, 6, 7].filter((at) => versions.some(({ units }) => (units[at] ?? 0) !== 0));
  return (
    <Card
      title={
        <>
          <span className="text-muted">{t('rule', { n: rule.id })}</span> <Titled hash={newest?.textHash} />
        </>
      }
      aside={<Badge tone="teal">{domain}</Badge>}
    >
      {children}
      <div className="grid gap-6 lg:grid-cols-2" data-rule={rule.id}>
        {versions.map((version, at) => {
          const state =
            now === undefined ? undefined : standing(version, at === 1 ? newest?.effectiveAt : undefined, now);
          return (
            <article
              key={version.number}
              aria-label={t('version', { n: version.number })}
              className="rounded-2xl border border-line p-4"
            >
              <p className="mb-2 flex flex-wrap items-center gap-2 font-semibold">
                {t('version', { n: version.number })}
                {state && (
                  <Badge tone={state === 'inForce' ? 'good' : state === 'announced' ? 'warn' : 'plain'}>
                    {t(state)}
                  </Badge>
                )}
                {isZero(version.textHash) && <Badge tone="bad">{t('repeals')}</Badge>}
              </p>
              <Facts
                rows={[
                  [t('from'), <Moment key="f" at={version.effectiveAt} />],
                  [
                    t('until'),
                    version.sunsetAt === FOR_EVER ? t('replaced') : <Moment key="u" at={version.sunsetAt} />,
                  ],
                  [
                    t('textHash'),
                    <Copyable key="h" text={hex(version.textHash)} shown={short(hex(version.textHash))} />,
                  ],
                ]}
              />
            </article>
          );
        })}
      </div>
      {used.length > 0 && (
        <div className="mt-5">
          <Table
            caption={`${t('rule', { n: rule.id })}: ${t('params')}`}
            head={[t('params'), ...versions.map(({ number }) => t('version', { n: number }))]}
            rows={used.map((at) => [nameOf(at), ...versions.map((version) => value(version, at))])}
          />
        </div>
      )}
      {newest && former && <Compare newest={newest} former={former} />}
    </Card>
  );
}
