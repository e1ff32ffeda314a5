//! Questions at a steady rate, whether answers come or not, and how long each took from when it was due.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::{ensure, Result};
use serde_json::Value;
use tokio::task::JoinSet;

use crate::made::{Size, WORDS};

/// How deep the lists are walked for pages to ask for.
const DEEP: usize = 20;

/// How long answers took.
pub struct Took {
    sorted: Vec<Duration>,
    /// Questions that got no answer: the node was too slow.
    failed: usize,
}

impl Took {
    fn part(&self, per_mille: usize) -> f64 {
        let place = (self.sorted.len() * per_mille / 1_000).min(self.sorted.len().saturating_sub(1));
        self.sorted.get(place).map_or(0.0, |took| took.as_secs_f64() * 1_000.0)
    }
}

impl fmt::Display for Took {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [half, most, all] = [500, 990, 1_000].map(|part| self.part(part));
        write!(f, "p50 {half:.1} ms, p99 {most:.1} ms, longest {all:.1} ms")?;
        if self.failed > 0 {
            write!(f, "; {} not answered", self.failed)?;
        }
        Ok(())
    }
}

/// Pages of the lists: the first ones, some that are further down, and those of one holder or creator.
pub async fn pages(url: &str, size: &Size) -> Result<Vec<String>> {
    let mut paths = Vec::new();
    for list in ["positions?sort=shares", "positions?sort=earned", "works?sort=time", "proposals?sort=number"]
    {
        let mut cursor = String::new();
        for _ in 0..DEEP {
            let path = format!("/v1/{list}&limit=50{cursor}");
            let page: Value = reqwest::get(format!("{url}{path}")).await?.error_for_status()?.json().await?;
            paths.push(path);
            let Some(next) = page["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
    }
    // Of some creators, all over the platform.
    let creators: Value =
        reqwest::get(format!("{url}/v1/creators?limit=50")).await?.error_for_status()?.json().await?;
    for creator in creators["items"].as_array().into_iter().flatten() {
        let address = creator["address"].as_str().unwrap_or_default();
        paths.push(format!("/v1/works?creator={address}&limit=50"));
        paths.push(format!("/v1/positions?holder={address}"));
    }
    ensure!(paths.len() > 50 || size.positions < 5_000, "only {} pages to ask for", paths.len());
    Ok(paths)
}

/// Words, whole and begun.
pub fn searches(size: &Size) -> Vec<String> {
    let begun = WORDS.iter().map(|word| format!("/v1/search?q={}", &word[..3]));
    let two =
        WORDS.iter().zip(WORDS.iter().rev()).map(|(one, other)| format!("/v1/search?q={one}%20{other}"));
    let handles = (0..16).map(|number| format!("/v1/search?q=maker-{}", number * size.positions / 16));
    begun.chain(two).chain(handles).collect()
}

/// Asks so many a second, one after the other out of the list.
pub async fn run(url: &str, paths: &[String], rate: u32, seconds: u32) -> Result<Took> {
    let client = reqwest::Client::new();
    let start = Instant::now();
    let mut asked = JoinSet::new();
    for number in 0..rate * seconds {
        let due = start + Duration::from_secs(1) * number / rate;
        tokio::time::sleep_until(due.into()).await;
        let Some(path) = paths.get(number as usize % paths.len()) else { continue };
        let request = client.get(format!("{url}{path}")).send();
        asked.spawn(async move {
            let bytes = request.await?.error_for_status()?.bytes().await?;
            Ok::<_, reqwest::Error>((due.elapsed(), bytes.len()))
        });
    }
    let mut took = Took { sorted: Vec::new(), failed: 0 };
    while let Some(answer) = asked.join_next().await {
        match answer? {
            Ok((time, length)) => {
                ensure!(length > 0, "an empty answer");
                took.sorted.push(time);
            }
            Err(_) => took.failed += 1,
        }
    }
    took.sorted.sort_unstable();
    Ok(took)
}
