//! PostgreSQL holds what SQLite does, and a server that goes away is waited for.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use makerstake_node::accounts::{by_table, SPECS};
use makerstake_node::follow::{FollowError, Options};
use makerstake_node::store::{Of, Order, Query, Sort, Store, StoreError};

use crate::network::{network, Rig};

/// A server of the test's own.
struct Server {
    dir: tempfile::TempDir,
    port: u16,
}

/// Where Debian puts PostgreSQL 15, else the search path.
fn tool(name: &str) -> Option<PathBuf> {
    let debian = Path::new("/usr/lib/postgresql/15/bin").join(name);
    if debian.is_file() {
        return Some(debian);
    }
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths).map(|dir| dir.join(name)).find(|path| path.is_file())
}

/// A command as somebody whom PostgreSQL serves: it refuses root.
fn command(name: &str) -> Option<Command> {
    let path = tool(name)?;
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout == b"0\n");
    if !is_root {
        return Some(Command::new(path));
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(path);
    Some(command)
}

impl Server {
    fn start() -> Option<Self> {
        let Some(mut initdb) = command("initdb") else {
            eprintln!("skipped: there is no PostgreSQL (apt install postgresql-15)");
            return None;
        };
        let dir = tempfile::tempdir().unwrap();
        // The server may be another user.
        let _ = Command::new("chown").arg("postgres").arg(dir.path()).stderr(Stdio::null()).status();
        let data = dir.path().join("data");
        let made =
            initdb.args(["--auth=trust", "--username=node", "--no-sync", "-D"]).arg(&data).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let server = Self { dir, port };
        server.control("start");
        Some(server)
    }

    fn control(&self, what: &str) {
        let settings =
            format!("-p {} -c listen_addresses=127.0.0.1 -k {}", self.port, self.dir.path().display());
        let status = command("pg_ctl")
            .unwrap()
            .args(["-w", "-m", "immediate", "-l"])
            .arg(self.dir.path().join("log"))
            .arg("-D")
            .arg(self.dir.path().join("data"))
            .args(["-o", &settings, what])
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(
            status.success(),
            "pg_ctl {what}: {:?}",
            std::fs::read_to_string(self.dir.path().join("log"))
        );
    }

    fn url(&self) -> String {
        format!("postgres://node@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut stop) = command("pg_ctl") {
            let _ = stop
                .args(["-m", "immediate", "stop", "-D"])
                .arg(self.dir.path().join("data"))
                .stdout(Stdio::null())
                .status();
        }
    }
}

/// Every account of a table, page by page.
async fn all(store: &Store, table: &str, sort: Sort) -> Vec<(String, Vec<u8>)> {
    let spec = by_table(table).unwrap();
    let mut cursor = None;
    let mut found = Vec::new();
    loop {
        let query =
            Query { spec, filters: vec![], closed: None, sort, order: Order::Descending, limit: 100, cursor };
        let page = store.list(&query).await.unwrap().unwrap();
        found.extend(page.items.into_iter().map(|item| (item.address, item.data)));
        cursor = page.next;
        if cursor.is_none() {
            return found;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_databases_hold_the_same() {
    let Some(network) = network() else { return };
    let Some(server) = Server::start() else { return };
    let options = || Options { signatures_only: true, ..Options::default() };
    let store = Store::open(&server.url()).await.unwrap();
    let postgres = Rig::with(network, options(), store, tempfile::tempdir().unwrap()).await;
    postgres.catch_up().await;
    let sqlite = Rig::new(network, options()).await;
    sqlite.catch_up().await;
    for spec in SPECS {
        let (one, other) =
            (postgres.store.count(spec).await.unwrap(), sqlite.store.count(spec).await.unwrap());
        assert_eq!(one, other, "{}", spec.table);
    }
    for (table, sort) in [
        ("positions", Sort::Column("shares")),
        ("works", Sort::Column("time")),
        ("creators", Sort::Address),
        ("epochs", Sort::Column("number")),
    ] {
        assert_eq!(all(&postgres.store, table, sort).await, all(&sqlite.store, table, sort).await, "{table}");
    }
    for of in [
        Of::Activity { account: None, instruction: None },
        Of::Votes { proposal: None, holder: None },
        Of::Treasury { mint: None },
    ] {
        let one = postgres.store.history(&of, Order::Descending, 500, None).await.unwrap();
        let other = sqlite.store.history(&of, Order::Descending, 500, None).await.unwrap();
        assert_eq!(one, other, "{of:?}");
    }
    let creators = all(&sqlite.store, "creators", Sort::Address).await;
    assert!(!creators.is_empty());
    for words in ["nol", "nothing like this", "' OR 1=1 --"] {
        let one: Vec<String> =
            postgres.store.search(words, 50).await.unwrap().into_iter().map(|hit| hit.address).collect();
        let other: Vec<String> =
            sqlite.store.search(words, 50).await.unwrap().into_iter().map(|hit| hit.address).collect();
        let sorted = |mut list: Vec<String>| {
            list.sort();
            list
        };
        assert_eq!(sorted(one), sorted(other), "{words}");
    }
    // A server that goes away fails the step, and nothing more.
    server.control("stop");
    let lost = postgres.follower.step().await.unwrap_err();
    assert!(matches!(lost, FollowError::Store(StoreError::Failed(_))), "{lost}");
    server.control("start");
    postgres.catch_up().await;
}
