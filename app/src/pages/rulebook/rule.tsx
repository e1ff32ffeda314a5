import { useState } from 'react';
import { Link } from 'wouter';
import type { Found } from '../../chain/accounts.ts';
import { hex, isZero } from '../../chain/bytes.ts';
import { useNow } from '../../chain/clock.ts';
import { textOf, useDocument } from '../../chain/documents.ts';
import { type Platform, type Rule, useRules } from '../../chain/governance.ts';
import { useAnswer, useNode } from '../../chain/node.ts';
import { useT } from '../../i18n/index.tsx';
import { Document } from '../../markdown/document.tsx';
import { Badge, Card, PageHead } from '../../ui/basics.tsx';
import { Moment } from '../../ui/chain.tsx';
import { TextField } from '../../ui/form.tsx';
import { Loaded } from '../../ui/query.tsx';
import { Share } from '../../ui/share.tsx';
import { Changes } from './compare.tsx';
import { RuleCard, Titled, versionsOf } from './page.tsx';
import { inForceAt } from './params.ts';
import { ruleTexts } from './texts.ts';

/** The page of one rule, or of the constitution: its text, what changed, and what was in force on a day. */
export function RulePage({ platform, which }: { platform: Found<Platform>; which: string }) {
  const t = useT(ruleTexts);
  const query = useRules(platform.address);
  const back = (
    <p className="mb-3 print:hidden">
      <Link href="/rulebook" className="text-accent underline">
        ← {t('all')}
      </Link>
    </p>
  );
  if (which === 'constitution')
    return (
      <>
        {back}
        <PageHead title={t('constitution')}>
          <Share />
        </PageHead>
        <Card>
          <Document hash={platform.constitutionHash} />
        </Card>
      </>
    );
  return (
    <>
      {back}
      <Loaded query={query}>
        {(rules) => {
          const rule = rules.find(({ id }) => String(id) === which);
          return rule ? <One rule={rule} /> : <PageHead title={t('noSuch', { n: which })} />;
        }}
      </Loaded>
    </>
  );
}

function One({ rule }: { rule: Found<Rule> }) {
  const t = useT(ruleTexts);
  const now = useNow(10);
  const versions = versionsOf(rule);
  const [newest, former] = versions;
  const held =
    now === undefined
      ? undefined
      : versions.find(({ effectiveAt, sunsetAt }) => effectiveAt <= BigInt(now) && BigInt(now) < sunsetAt);
  const shown = held ?? newest;
  return (
    <>
      <PageHead
        name={t('rule', { n: rule.id })}
        title={
          <>
            <span className="text-muted">{t('rule', { n: rule.id })}</span> <Titled hash={shown?.textHash} />
          </>
        }
        lead={
          <span className="flex flex-wrap gap-2 text-base">
            <Badge tone="teal">{t((['d0', 'd1', 'd2', 'd3'] as const)[rule.domain] ?? 'd0')}</Badge>
            {held && <Badge tone="good">{t('inForce')}</Badge>}
          </span>
        }
      >
        <Share />
      </PageHead>
      <div className="space-y-6">
        {shown && !isZero(shown.textHash) && (
          <Card title={`${t('text')} · ${t('version', { n: shown.number })}`}>
            <Document hash={shown.textHash} />
          </Card>
        )}
        {newest && former && <Changed newest={newest} former={former} />}
        <RuleCard rule={rule} />
        <Versions rule={rule} />
      </div>
    </>
  );
}

/** What changed with the newest version, once both texts have come. */
function Changed({
  newest,
  former,
}: {
  newest: { number: number; textHash: Uint8Array };
  former: { textHash: Uint8Array };
}) {
  const t = useT(ruleTexts);
  const { data: a } = useDocument(newest.textHash);
  const { data: b } = useDocument(former.textHash);
  const [after, before] = [a ? textOf(a) : undefined, b ? textOf(b) : undefined];
  if (after === undefined || before === undefined) return null;
  return (
    <Card title={t('changed', { n: newest.number })}>
      <Changes before={before} after={after} />
    </Card>
  );
}

/** Every version that a node saw, and which one was in force on a day. */
function Versions({ rule }: { rule: Found<Rule> }) {
  const t = useT(ruleTexts);
  const node = useNode();
  const [day, setDay] = useState('');
  const { data } = useAnswer(['versions', rule.address], (from, signal) => from.versions(rule.address, signal));
  const kept = versionsOf(rule).map(({ number, textHash, effectiveAt, sunsetAt }) => ({
    number,
    hash: hex(textHash),
    effectiveAt: Number(effectiveAt),
    sunsetAt: Number(sunsetAt),
  }));
  const seen = (data?.items ?? []).map(({ number, text_hash, effective_at, sunset_at }) => ({
    number,
    hash: text_hash,
    effectiveAt: effective_at,
    sunsetAt: sunset_at,
  }));
  const known = new Set(kept.map(({ number }) => number));
  // What the account holds counts more than what a node says of it.
  const all = [...kept, ...seen.filter(({ number }) => !known.has(number))].sort((x, y) => y.number - x.number);
  const at = day === '' ? undefined : Math.floor(Date.parse(`${day}T12:00:00`) / 1000);
  const then = at === undefined || Number.isNaN(at) ? undefined : inForceAt(all, at);
  return (
    <Card title={t('versions')}>
      <ul className="mb-5 divide-y divide-line">
        {all.map(({ number, hash, effectiveAt }) => (
          <li key={number} className="py-2">
            <details>
              <summary>
                {t('version', { n: number })} · {t('from')} <Moment at={effectiveAt} />
              </summary>
              {/^0*$/.test(hash) ? <p className="mt-2">{t('repeals')}</p> : <Later hash={hash} />}
            </details>
          </li>
        ))}
      </ul>
      {node === null && <p className="mb-4 text-muted text-sm">{t('older')}</p>}
      <div className="max-w-xs">
        <TextField label={t('onDay')} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
      </div>
      {at !== undefined && (
        <p className="font-medium" aria-live="polite">
          {then && !/^0*$/.test(then.hash) ? t('version', { n: then.number }) : t('nothing')}
        </p>
      )}
    </Card>
  );
}

const Later = ({ hash }: { hash: string }) => (
  <div className="mt-3">
    <Document hash={hash} />
  </div>
);
