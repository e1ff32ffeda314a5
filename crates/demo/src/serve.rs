//! Serves the built dApp from this machine, with the headers that its own `_headers` file asks of every host.

use std::io::Write as _;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{anyhow, Context as _, Result};
use makerstake_localnet::Running;
use serde_json::{json, Value};
use tiny_http::{Header, Method, Request, Server, StatusCode};

use crate::{messages, steps::Story, Options};

/// What to open of the story, where a node serves its documents.
const PAGES: [(&str, &str); 5] = [
    ("works", "films with titles and pictures"),
    ("creators", "who made them, with names and pictures"),
    ("earn", "epoch 0, its files and who earned what"),
    ("governance", "five proposals, what they say and how they ended"),
    ("rulebook", "the constitution and the rules, as texts"),
];

/// Prints where everything is, and serves until Ctrl-C.
///
/// # Errors
/// When the port is taken, or the built dApp lacks its headers.
pub fn until_stopped(options: &Options, network: &Running, story: &Story, node: Option<&str>) -> Result<()> {
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    ctrlc::set_handler(move || stopped.store(true, Ordering::SeqCst)).context("cannot listen for Ctrl-C")?;
    if options.while_input {
        let ended = Arc::clone(&stop);
        std::thread::spawn(move || {
            // What comes in is nobody's; a fault is an end, too.
            let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
            ended.store(true, Ordering::SeqCst);
        });
    }
    messages::title("The network stays up", "press Ctrl-C to stop it");
    messages::note(&format!("RPC        {}", network.rpc_url()));
    messages::note(&format!("websocket  {}", network.ws_url()));
    messages::note(&format!("platform   {}", story.addresses().platform));
    match node {
        Some(url) => messages::note(&format!("node       {url}")),
        None => messages::note("node       none; name the program with --node-bin"),
    }
    if options.app.join("index.html").is_file() {
        let site = Site::open(&options.app, config(network, story, node))?;
        let server = Server::http(("127.0.0.1", options.app_port)).map_err(|error| {
            anyhow!("port {} of the dApp: {error}; choose another with --app-port", options.app_port)
        })?;
        let url = format!("http://127.0.0.1:{}/", options.app_port);
        messages::note(&format!("dApp       {url}"));
        for (page, what) in PAGES.iter().filter(|_| node.is_some()) {
            messages::note(&format!("           {url}#/{page:<11} {what}"));
        }
        while !stop.load(Ordering::SeqCst) && network.is_alive() {
            if let Some(request) =
                server.recv_timeout(Duration::from_millis(200)).context("the dApp's server")?
            {
                site.answer(request);
            }
        }
    } else {
        messages::note(&format!(
            "dApp       not built: {} has no index.html; run `npm --prefix app run build`",
            options.app.display()
        ));
        while !stop.load(Ordering::SeqCst) && network.is_alive() {
            std::thread::sleep(Duration::from_millis(200));
        }
    }
    Ok(())
}

/// What the dApp reads to know where it is: `/config.json`.
fn config(network: &Running, story: &Story, node: Option<&str>) -> Value {
    json!({
        "rpc": network.rpc_url(),
        "ws": network.ws_url(),
        "node": node,
        "platform": story.addresses().platform.to_string(),
        "name": story.name(),
        "logo": story.papers().logo,
        "explorer": null,
    })
}

/// A folder of files, what they read first, and the headers of every answer.
struct Site {
    root: PathBuf,
    config: Value,
    headers: Vec<Header>,
}

impl Site {
    fn open(root: &Path, config: Value) -> Result<Self> {
        let path = root.join("_headers");
        let text = std::fs::read_to_string(&path).with_context(|| {
            format!("{}: the dApp is built without its security headers; build it again", path.display())
        })?;
        Ok(Self { root: root.to_path_buf(), config, headers: headers(&text) })
    }

    fn answer(&self, request: Request) {
        let is_read = matches!(request.method(), Method::Get | Method::Head);
        let found = if is_read { self.read(request.url()) } else { None };
        let (status, kind, body) = match found {
            Some((kind, body)) => (200, kind, body),
            None if is_read => (404, "text/plain; charset=utf-8", b"not found\n".to_vec()),
            None => (405, "text/plain; charset=utf-8", b"only GET and HEAD\n".to_vec()),
        };
        let has_body = *request.method() != Method::Head;
        let mut head = format!(
            "HTTP/1.1 {status} {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n",
            StatusCode(status).default_reason_phrase(),
            body.len()
        );
        for header in &self.headers {
            head.push_str(&format!("{header}\r\n"));
        }
        head.push_str("\r\n");
        // Written by hand for `Connection: close`, which the server's own answers never carry: it may queue a new connection
        // behind one that a browser keeps open, and a page that waits for its last script then waits for ever.
        let mut writer = request.into_writer();
        let written = writer
            .write_all(head.as_bytes())
            .and_then(|()| if has_body { writer.write_all(&body) } else { Ok(()) })
            .and_then(|()| writer.flush());
        // A browser that went away is no error of ours.
        drop(written);
    }

    /// Type and bytes of what is at an address.
    fn read(&self, url: &str) -> Option<(&'static str, Vec<u8>)> {
        if url == "/config.json" {
            return Some((kind(Path::new(url)), self.config.to_string().into_bytes()));
        }
        let path = self.find(url)?;
        Some((kind(&path), std::fs::read(path).ok()?))
    }

    /// The file of an address: one below the root, or the page itself for an address that names none.
    fn find(&self, url: &str) -> Option<PathBuf> {
        let path = url.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
        let relative = Path::new(path);
        let is_plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
        // Nothing encoded is ever needed for the names that the build writes, and nothing hidden is served.
        if !is_plain || path.contains(['%', '\\']) || path.starts_with('_') {
            return None;
        }
        let file = self.root.join(relative);
        if file.is_file() {
            return Some(file);
        }
        relative.extension().is_none().then(|| self.root.join("index.html"))
    }
}

/// The headers that a `_headers` file gives to every address.
fn headers(text: &str) -> Vec<Header> {
    let mut is_for_all = false;
    let mut headers = Vec::new();
    for line in text.lines() {
        if !line.starts_with([' ', '\t']) {
            is_for_all = line.trim() == "/*";
        } else if let (true, Some((name, value))) = (is_for_all, line.split_once(':')) {
            headers.extend(header(name.trim(), value.trim()));
        }
    }
    headers
}

fn header(name: &str, value: &str) -> Option<Header> {
    Header::from_bytes(name, value).ok()
}

/// The MIME type of a file, by its ending.
fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json; charset=utf-8",
        Some("webmanifest") => "application/manifest+json; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("wasm") => "application/wasm",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_below_the_root_are_found() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("assets")).unwrap();
        for name in ["index.html", "_headers", "assets/app.js"] {
            std::fs::write(dir.path().join(name), "/*\n  X-Content-Type-Options: nosniff\n").unwrap();
        }
        let site = Site::open(dir.path(), json!({ "name": "n" })).unwrap();
        let page = Some(dir.path().join("index.html"));
        assert_eq!(site.find("/"), page);
        assert_eq!(site.find("/proposals/3?x=1"), page);
        assert_eq!(site.find("/assets/app.js"), Some(dir.path().join("assets/app.js")));
        let config = site.read("/config.json").unwrap();
        assert_eq!(config, ("application/json; charset=utf-8", br#"{"name":"n"}"#.to_vec()));
        for url in
            ["/../secret", "/assets/../../x", "/%2e%2e/x", "/_headers", "/missing.js", "//etc/passwd.txt"]
        {
            assert_eq!(site.find(url), None, "{url}");
        }
    }

    /// Browsers open several connections at once and keep each for later, unless they are told not to.
    #[test]
    fn no_connection_waits_for_another() {
        use std::io::{Read as _, Write as _};
        use std::net::TcpStream;
        use std::sync::Barrier;

        const CONNECTIONS: usize = 24;
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("_headers"), "/*\n  X-Content-Type-Options: nosniff\n").unwrap();
        std::fs::write(dir.path().join("index.html"), "hello").unwrap();
        let site = Site::open(dir.path(), json!({ "name": "n" })).unwrap();
        let server = Server::http(("127.0.0.1", 0)).unwrap();
        let address = server.server_addr().to_ip().unwrap();
        let answered = Barrier::new(CONNECTIONS);
        std::thread::scope(|scope| {
            for _ in 0..CONNECTIONS {
                scope.spawn(|| {
                    let mut stream = TcpStream::connect(address).unwrap();
                    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
                    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
                    let mut answer = Vec::new();
                    while !answer.ends_with(b"hello") {
                        let mut part = [0; 512];
                        let length = stream.read(&mut part).unwrap();
                        assert!(length > 0, "the answer ends early");
                        answer.extend_from_slice(&part[..length]);
                    }
                    let head = String::from_utf8(answer).unwrap();
                    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
                    assert!(head.contains("X-Content-Type-Options: nosniff\r\n"), "{head}");
                    // As a browser: kept open until everything has come, unless the answer says otherwise.
                    if head.contains("Connection: close\r\n") {
                        drop(stream);
                    }
                    answered.wait();
                });
            }
            for _ in 0..CONNECTIONS {
                site.answer(server.recv().unwrap());
            }
        });
    }

    #[test]
    fn headers_for_every_address_are_read() {
        let headers = headers("/*\n  A: b\n  C: d: e\n/assets/*\n  F: g\n");
        let texts: Vec<String> = headers.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["A: b", "C: d: e"]);
    }
}
