//! The story of a creator platform, played on a real Solana virtual machine over JSON-RPC: founded, filled with works,
//! scored, challenged, owned, governed. Nothing is mocked and no rule is shortened: time is moved by the local network's
//! clock, and the programs are the ones that would be deployed.
//!
//! Each chapter is a file of [`steps`]. A chapter tells what happened, with the transaction, its compute units and the
//! bytes of rent it created, and fails when the chain is not in the state that the story says.

mod accounts;
mod cast;
mod harness;
mod keys;
mod messages;
mod node;
mod options;
mod papers;
mod pictures;
mod serve;
mod steps;
mod works;

pub use options::Options;

use anyhow::{Context as _, Result};
use makerstake_localnet::{Localnet, Options as Network};
use node::Beside;
use steps::Story;

/// Plays the story; unless `--exit` was given, keeps the network up and serves the dApp until Ctrl-C.
///
/// # Errors
/// What went wrong, where, and what to do. Nothing keeps running after an error.
pub fn run(options: &Options) -> Result<()> {
    keys::check(&options.keys)?;
    let works = works::read(&options.works)?;
    if options.node_bin.is_some() {
        node::check_port(options)?;
    }
    messages::title("Makerstake", "a creator platform, from its foundation to its first dividend");
    let Some(url) = &options.url else {
        let network = Localnet::start(Network {
            rpc_port: options.rpc_port,
            ws_port: options.ws_port,
            deploy_dir: Some(options.deploy_dir.clone()),
            ..Network::default()
        })?;
        messages::note(&format!("network      {} (offline, in memory)", network.rpc_url()));
        let story = play(options, network.rpc_url(), works)?;
        let beside = match &options.node_bin {
            Some(program) => Some(Beside::start(program, options, network.rpc_url(), &story)?),
            None => None,
        };
        if !options.exit {
            serve::until_stopped(options, &network, &story, beside.as_ref().map(|beside| beside.node.url()))?;
        }
        drop(beside);
        return network.stop().context("the local network did not stop cleanly");
    };
    messages::note(&format!("network      {url}"));
    play(options, url, works).map(drop)
}

/// Plays the story on a network.
fn play(options: &Options, url: &str, works: Vec<works::Work>) -> Result<Story> {
    messages::note(&format!(
        "input        {}: {} works of {} creators",
        options.works.display(),
        works.len(),
        works::creators(&works).len()
    ));
    messages::note(
        "time         moved by the network's clock; every period is as long as on a public cluster",
    );

    let mut story = Story::new(url, works, options)?;
    story.play().context("the story ends here")?;

    if let Some(dir) = &options.cast {
        keys::write(dir, story.cast())?;
        messages::note(&format!(
            "the keys of everybody who played are in {}; they are worth nothing",
            dir.display()
        ));
    }
    Ok(story)
}
