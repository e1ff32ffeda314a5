//! The files of an epoch: from the works and their votes to a tree, checked by code that shares nothing with the builder.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{anyhow, ensure, Context as _, Result};
use makerstake_client::generated::equity::accounts::Pool;
use makerstake_core::{emission, units::Bps};
use makerstake_distribution::{
    epoch::Folder,
    leaves::{self, Leaf, Limits},
    manifest::{Kind, Source, Terms, Window},
    rule::{Named, Rule},
    score::{score, Job, Period, Table, BUDGET, ENGAGEMENT_HEADER, WORKS_HEADER},
    sha,
    verify::{verify, Verified},
};
use solana_pubkey::Pubkey;

use super::Story;
use crate::{messages, papers::Papers};

/// The rule in force when the platform is founded.
const RULE: &[u8] = include_bytes!("../../../../../data/economy-rule.json");

/// The rows that were scored, as they are hashed.
const INPUTS: &str = "inputs.bin";
/// The forger's list.
const FORGED: &str = "forged.csv";

/// Scores, builds and verifies.
pub fn make(story: &Story, folder: &Folder, pool: &Pool, window_end: i64) -> Result<Verified> {
    let (works, engagement) = inputs(story)?;
    let rule = Rule::parse(RULE).map_err(|fault| anyhow!("the economy rule: {fault:?}"))?;
    let registrar = story.archive.address.to_bytes();
    ensure!(rule.registrar == Named::Account(registrar), "the rule names another registrar than the archive");
    std::fs::create_dir_all(folder.path())?;
    let canonical = rule.canonical().map_err(|fault| anyhow!("the economy rule: {fault:?}"))?;
    std::fs::write(folder.rule(), &canonical)?;

    let decay = Bps::new(pool.decay_bps).context("the pool's decay")?;
    let allocation = emission::allocation(pool.contributions_cap, pool.contributions_emitted, decay)
        .context("the pool has emitted more than its cap")?;
    let leaf_max = Bps::new(pool.leaf_max_bps).context("the pool's leaf maximum")?.floor_of(allocation);
    let limits = Limits { allocation, leaf_max };
    let job = Job {
        works: &works,
        parts: None,
        engagement: &[Table { path: &engagement, period: Period::This, day: None }],
        rule: &rule,
        limits,
        merge: false,
        budget: BUDGET,
    };
    let scored = score(&job, &folder.leaves())?;
    messages::note(&format!(
        "scored    {} works and {} rows of engagement: {} holders earn, {} of them held at the cap",
        messages::grouped(scored.works.counted),
        messages::grouped(scored.engagement),
        scored.holders,
        scored.capped
    ));

    let inputs_hash = write_inputs(&works, &engagement, &folder.path().join(INPUTS))?;
    ensure!(inputs_hash == scored.inputs_hash, "the rows that were kept are not the rows that were scored");
    let rule_hash = sha::of_bytes(&canonical);
    let source = Source {
        kind: Kind::Scored,
        rule_sha256: hex::encode(rule_hash),
        inputs_sha256: hex::encode(scored.inputs_hash),
    };
    folder.write_source(&source)?;
    let genesis = story.harness.rpc().get_genesis_hash()?;
    let built = folder.build(&Terms {
        genesis_hash: genesis.to_bytes(),
        pool: story.addresses.pool.to_bytes(),
        epoch: pool.next_epoch,
        window: Window { start: pool.covered_until, end: window_end },
        limits,
        source,
    })?;
    let verified = verify(folder.path())?;
    ensure!(verified.data_hash == built.data_hash, "the verified data is not the data that was built");
    ensure!(verified.rule_hash == rule_hash, "the verified rule is not the rule that was applied");
    messages::note(&format!(
        "built     {} leaves, depth {}, {} shares; verified by separate code, root {}",
        verified.leaves,
        verified.depth,
        messages::shares(verified.allocation),
        &hex::encode(verified.root)[..16]
    ));
    Ok(verified)
}

/// The two tables that scoring reads: works, and votes for them.
fn inputs(story: &Story) -> Result<(std::path::PathBuf, std::path::PathBuf)> {
    // Two films of the same creator, title and day would be one work.
    let mut rows: BTreeMap<(String, String), u64> = BTreeMap::new();
    for creator in story.creators.iter() {
        for work in &creator.works {
            let key = (creator.address.to_string(), hex::encode(sha::of_bytes(&work.bytes())));
            *rows.entry(key).or_default() += work.votes;
        }
    }
    let (mut works, mut engagement) = (format!("{WORKS_HEADER}\n"), format!("{ENGAGEMENT_HEADER}\n"));
    for ((creator, work), votes) in &rows {
        writeln!(works, "{creator},{work},0,0")?;
        if *votes > 0 {
            writeln!(engagement, "{creator},{work},votes,{votes}")?;
        }
    }
    let paths = (story.files.path().join("works.csv"), story.files.path().join("engagement.csv"));
    std::fs::write(&paths.0, works)?;
    std::fs::write(&paths.1, engagement)?;
    Ok(paths)
}

/// Keeps what the epoch's hashes stand for, and what its manifest pins: the manifest first, because it names the others.
pub fn keep(papers: &mut Papers, folder: &Folder) -> Result<()> {
    papers.add(std::fs::read(folder.rule())?);
    // Only of an epoch that was challenged there is a forgery.
    let forged = Some(folder.path().join(FORGED)).filter(|path| path.exists());
    for path in [folder.manifest(), folder.leaves(), folder.path().join(INPUTS)].into_iter().chain(forged) {
        papers.add_file(&path)?;
    }
    Ok(())
}

/// Writes the rows that were scored as they are hashed: docs/scoring.md, "The hash of the inputs".
fn write_inputs(works: &Path, engagement: &Path, to: &Path) -> Result<[u8; 32]> {
    let mut rows = Vec::new();
    for (path, is_works) in [(works, true), (engagement, false)] {
        for record in csv::Reader::from_path(path)?.records() {
            let record = record?;
            let field = |place: usize| record.get(place).context("a row that is cut short");
            let (metric, window) = if is_works { ("", field(2)?.parse()?) } else { (field(2)?, 0) };
            let (creator, value): (Pubkey, u64) = (field(0)?.parse()?, field(3)?.parse()?);
            rows.push((creator.to_bytes(), hex::decode(field(1)?)?, metric.to_string(), window, value));
        }
    }
    rows.sort();
    let mut bytes = b"makerstake inputs v2\n".to_vec();
    for (creator, work, metric, window, value) in rows {
        bytes.extend(creator);
        bytes.extend(work);
        bytes.push(u8::try_from(metric.len())?);
        bytes.extend(metric.as_bytes());
        bytes.push(window);
        bytes.extend(value.to_be_bytes());
    }
    std::fs::write(to, &bytes)?;
    Ok(sha::of_bytes(&bytes))
}

/// The same list with its largest amount made out to somebody else, as a file. Its SHA-256.
pub fn forge(folder: &Folder, to: &Pubkey) -> Result<[u8; 32]> {
    let mut list = list(folder)?;
    let largest = list.iter_mut().max_by_key(|leaf| leaf.amount).context("an empty list")?;
    largest.holder = to.to_bytes();
    let rows = list.iter().map(|leaf| format!("{},{}\n", Pubkey::new_from_array(leaf.holder), leaf.amount));
    let path = folder.path().join(FORGED);
    std::fs::write(&path, rows.collect::<String>())?;
    Ok(sha::of_file(&path)?.0)
}

/// Every leaf of an epoch, in order.
pub fn list(folder: &Folder) -> Result<Vec<Leaf>> {
    let terms = folder.built()?.manifest.terms().map_err(|fault| anyhow!("{fault:?}"))?;
    let mut list = Vec::new();
    leaves::read(&folder.leaves(), &terms.limits, |rows| {
        list.extend_from_slice(rows);
        Ok(())
    })?;
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::Creator;

    #[test]
    fn the_rule_names_the_archive_for_its_registrar() {
        let rule = Rule::parse(RULE).unwrap();
        let archive = Creator::new("Reelhouse archive", Vec::new()).address;
        assert_eq!(rule.registrar.account().map(|address| Pubkey::new_from_array(*address)), Some(archive));
    }
}
