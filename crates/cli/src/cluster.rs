//! Which cluster a command means, told by the hash of its genesis block, and whether the node belongs to it.

use solana_pubkey::Pubkey;

/// A cluster's identity: the hash of its genesis block. Hashes and addresses have the same text.
pub type Genesis = Pubkey;

/// The public clusters, the hosts of their own nodes, and their genesis hashes.
const PUBLIC: [(&str, &str, Genesis); 3] = [
    (
        "mainnet-beta",
        "api.mainnet-beta.solana.com",
        Pubkey::from_str_const("5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d"),
    ),
    (
        "testnet",
        "api.testnet.solana.com",
        Pubkey::from_str_const("4uhcVJyU9pJkvQyS88uRDiswHXSKkY3zQawwpu4yJiTA"),
    ),
    (
        "devnet",
        "api.devnet.solana.com",
        Pubkey::from_str_const("EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG"),
    ),
];

/// Why a command may write to one cluster only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The cluster.
    pub genesis: Genesis,
    /// Who says so, as the beginning of a sentence that ends with the hash.
    pub by: &'static str,
    /// What to do when the node belongs to another.
    pub remedy: &'static str,
}

impl Expected {
    /// What `--cluster` says.
    pub fn by_flag(genesis: Genesis) -> Self {
        Self {
            genesis,
            by: "--cluster names",
            remedy: "name a node of that cluster with -u, or correct --cluster",
        }
    }

    /// What the address of a public cluster's own node promises; other addresses promise nothing.
    pub fn by_address(url: &str) -> Option<Self> {
        let host = url.split("://").nth(1)?.split(['/', ':', '?']).next()?;
        let (_, _, genesis) = PUBLIC.iter().find(|(_, known, _)| *known == host)?;
        let remedy = "somebody answers in its place: check names and certificates, or use another node (-u)";
        Some(Self { genesis: *genesis, by: "the address is that of", remedy })
    }

    /// What the manifest of an epoch says.
    pub fn by_files(genesis: [u8; 32]) -> Self {
        Self {
            genesis: Pubkey::new_from_array(genesis),
            by: "the files are for",
            remedy: "name the cluster they were built for with -u, or build them for this one",
        }
    }
}

/// A cluster on the command line: a public one's name, or a genesis hash.
pub fn parse(text: &str) -> Result<Genesis, String> {
    let public = PUBLIC.iter().find(|(name, _, _)| *name == text);
    match public {
        Some((_, _, genesis)) => Ok(*genesis),
        None => text.parse().map_err(|_| {
            "not a cluster: give mainnet-beta, testnet, devnet, or the genesis hash that `makerstake doctor` prints"
                .to_string()
        }),
    }
}

/// The name of a public cluster.
pub fn name(genesis: &Genesis) -> &'static str {
    let public = PUBLIC.iter().find(|(_, _, known)| known == genesis);
    public.map_or("a local or private cluster", |(name, _, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_is_named_or_hashed() {
        let hash = "EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG";
        assert_eq!(parse("devnet"), parse(hash));
        assert_eq!(name(&parse(hash).unwrap()), "devnet");
        assert_eq!(name(&Pubkey::new_from_array([9; 32])), "a local or private cluster");
        let refused = parse("moonnet").unwrap_err();
        assert_eq!(
            refused,
            "not a cluster: give mainnet-beta, testnet, devnet, or the genesis hash that `makerstake doctor` prints"
        );
    }

    #[test]
    fn only_a_public_clusters_own_address_promises_one() {
        let genesis = |url| Expected::by_address(url).map(|expected| name(&expected.genesis));
        assert_eq!(genesis("https://api.devnet.solana.com"), Some("devnet"));
        assert_eq!(genesis("https://api.mainnet-beta.solana.com:443/"), Some("mainnet-beta"));
        assert_eq!(genesis("http://127.0.0.1:8899"), None);
        assert_eq!(genesis("https://rpc.example/?api.devnet.solana.com"), None);
    }
}
