import { useMe, useMyCreators } from '../../chain/creators.ts';
import { useT } from '../../i18n/index.tsx';
import { Card, PageHead } from '../../ui/basics.tsx';
import { Loaded } from '../../ui/query.tsx';
import { WalletButton } from '../../wallet/button.tsx';
import { useWallet } from '../../wallet/context.tsx';
import { Everyone } from './everyone.tsx';
import { Identity } from './identity.tsx';
import { Keys } from './keys.tsx';
import { Awaited, Recoverable } from './pending.tsx';
import { Profile } from './profile.tsx';
import { Register } from './register.tsx';
import { creatorTexts } from './texts.ts';

/** Who I am, and who is here. */
export default function CreatorPage() {
  const t = useT(creatorTexts);
  const { account } = useWallet();
  const query = useMyCreators();
  const { me } = useMe();
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="grid gap-6 xl:grid-cols-2">
        {!account && (
          <Card title={t('registerTitle')}>
            <p className="mb-4">{t('newcomer')}</p>
            <WalletButton />
          </Card>
        )}
        {account && (
          <Loaded query={query}>
            {({ recoverable, offered }) => (
              <>
                {me ? (
                  <>
                    <Identity me={me} />
                    <Keys me={me} />
                    <Profile me={me} />
                  </>
                ) : (
                  <Register />
                )}
                <Awaited creators={offered} />
                <Recoverable creators={recoverable} />
              </>
            )}
          </Loaded>
        )}
        <Everyone />
      </div>
    </>
  );
}
