//! The node that the demonstration starts: every hash of the story opens a text, a title or a picture.

use makerstake_node::client::Client;
use serde_json::Value;

use crate::network::network;

async fn get(url: &str) -> Value {
    reqwest::get(url).await.unwrap().json().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_hash_of_the_story_opens() {
    let Some(node) = network().and_then(|network| network.node.as_deref()) else { return };
    let missing = get(&format!("{node}/v1/documents?state=missing&limit=200")).await;
    assert_eq!(missing["items"], serde_json::json!([]), "the chain names them, and nobody has them");
    let client = Client::new(node).unwrap();
    let served = client.hashes("served", "").await.unwrap();
    assert!(served.len() > 100, "{}", served.len());
    for hash in &served {
        assert!(client.get(hash).await.unwrap().is_some(), "{hash}");
    }

    // Works have titles and thumbnails, creators names and pictures.
    let works = get(&format!("{node}/v1/works?limit=200")).await;
    assert!(works["items"].as_array().unwrap().len() > 10);
    for work in works["items"].as_array().unwrap() {
        let metadata = &works["documents"][work["row"]["metadata"].as_str().unwrap()];
        let picture = metadata["picture"].as_str().unwrap();
        assert!(!metadata["title"].as_str().unwrap().is_empty(), "{work}");
        assert_eq!(works["documents"][picture]["media"], "image/png", "{work}");
        let author = &works["names"][work["row"]["creator"].as_str().unwrap()];
        assert!(author["handle"].is_string() && author["name"].is_string(), "{author}");
        assert_eq!(works["documents"][author["picture"].as_str().unwrap()]["state"], "served", "{author}");
    }
    let creators = get(&format!("{node}/v1/creators?sort=handle&order=asc&limit=200")).await;
    let handles: Vec<&str> = creators["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["row"]["handle"].as_str())
        .collect();
    assert!(handles.len() > 40 && handles.is_sorted(), "{handles:?}");
    let first = &creators["items"][0]["about"];
    assert!(first["works"].is_u64() && first["earned"].is_string(), "{first}");

    // Proposals were closed before the node began: what they said and how they ended is there.
    let proposals = get(&format!("{node}/v1/proposals?order=asc")).await;
    let ends: Vec<(i64, &str, i64)> = proposals["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            assert_eq!(one["rebuilt"], true);
            let row = &one["row"];
            (row["number"].as_i64().unwrap(), row["title"].as_str().unwrap(), row["status"].as_i64().unwrap())
        })
        .collect();
    assert_eq!(
        ends,
        [
            (1, "A grant of 2 SOL to peter-jackson", 5),
            (2, "A budget of 1 SOL a day for the core team", 5),
            (3, "Nothing is taken down without notice and an appeal", 5),
            (4, "Keep what everybody watched, and when, for a year", 2),
            (5, "The core team did not report: end its budget", 5),
        ]
    );
    let budget = &proposals["items"][1];
    let steps: Vec<&str> =
        budget["steps"].as_array().unwrap().iter().map(|step| step["step"].as_str().unwrap()).collect();
    assert_eq!(steps, ["created", "decided", "executed", "closed"]);
    assert_eq!(budget["steps"][1]["detail"]["is_passed"], 1);
    // The story moved shares from yes to no; no ballot counts twice.
    let votes = |name: &str| budget["account"][name][0].as_str().unwrap().parse::<u64>().unwrap();
    assert!(votes("yes") > votes("no") && votes("no") > 0, "{budget}");
    assert!(budget["account"].get("quorum").is_none(), "history does not tell it");
    // The investor, who is no creator, was for what the creators were against.
    let wider = &proposals["items"][3]["account"];
    let house = |name: &str| wider[name][0].as_str().unwrap().parse::<u64>().unwrap();
    assert!(house("yes") > house("no") && house("no") > 0, "{wider}");
    let of = get(&format!(
        "{node}/v1/proposals/{}/votes?order=asc&limit=200",
        budget["address"].as_str().unwrap()
    ))
    .await;
    let mut sums = [0_u64; 4];
    for vote in of["items"].as_array().unwrap() {
        let weight: u64 = vote["weight"].as_str().unwrap().parse().unwrap();
        sums[vote["choice"].as_u64().unwrap() as usize] += weight;
        if vote["is_override"] == true {
            sums[1] -= weight;
        }
    }
    assert_eq!([votes("yes"), votes("no")], [sums[1], sums[2]]);

    // Rules, and the movements of the treasury with what made them.
    let rules = get(&format!("{node}/v1/rules")).await;
    let address = rules["items"][0]["address"].as_str().unwrap();
    let versions = get(&format!("{node}/v1/rules/{address}/versions")).await;
    let text = versions["items"][0]["text_hash"].as_str().unwrap();
    assert_eq!(versions["documents"][text]["title"], "Nothing is taken down without notice and an appeal");
    let treasury = get(&format!("{node}/v1/treasury?mint=SOL")).await;
    let paid =
        treasury["items"].as_array().unwrap().iter().find(|one| one["instruction"] == "execute_transfer");
    assert!(paid.unwrap()["calls"][0]["accounts"]["recipient"].is_string());
    let found = get(&format!("{node}/v1/search?q=appeal")).await;
    assert!(found["items"].as_array().unwrap().iter().any(|hit| hit["by"][0]["role"] == "rule"), "{found}");
}
