import { useState } from 'react';
import { short } from '../chain/format.ts';
import { common } from '../i18n/common.ts';
import { useT } from '../i18n/index.tsx';
import { Button } from '../ui/basics.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { AccountPanel } from './account.tsx';
import { WalletChooser } from './chooser.tsx';
import { useWallet } from './context.tsx';
import { walletTexts } from './texts.ts';

/** Connects a wallet, or shows the one that is connected. */
export function WalletButton() {
  const c = useT(common);
  const t = useT(walletTexts);
  const { wallet, account, connecting } = useWallet();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      {account && wallet ? (
        <Button
          onClick={() => setOpen(true)}
          aria-haspopup="dialog"
          aria-label={`${short(account.address)}: ${t('wallet', { name: `${wallet.name} ${account.address}` })}`}
          data-wallet={account.address}
        >
          <img src={wallet.icon} alt="" className="size-5 rounded" />
          <span className="font-mono text-sm">{short(account.address)}</span>
        </Button>
      ) : (
        <Button look="primary" onClick={() => setOpen(true)} aria-haspopup="dialog" disabled={connecting !== undefined}>
          {connecting ? t('connecting') : c('connect')}
        </Button>
      )}
      <Dialog open={open} title={account ? (wallet?.name ?? '') : t('choose')} closeLabel={c('close')} onClose={close}>
        {account ? <AccountPanel onDone={close} /> : <WalletChooser onDone={close} />}
      </Dialog>
    </>
  );
}
