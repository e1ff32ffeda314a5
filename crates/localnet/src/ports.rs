//! Both ports are tried before anything starts, so that a taken one leaves nothing half-started.

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};

use crate::{LocalnetError, Options};

/// Checks that both ports can be listened on.
///
/// # Errors
/// [`LocalnetError::SamePort`], [`LocalnetError::PortTaken`] for the first port that is taken, [`LocalnetError::Bind`].
pub fn check(options: &Options) -> Result<(), LocalnetError> {
    if options.rpc_port == options.ws_port {
        return Err(LocalnetError::SamePort(options.rpc_port));
    }
    for (purpose, port, flag) in
        [("JSON-RPC", options.rpc_port, "--rpc-port"), ("websocket", options.ws_port, "--ws-port")]
    {
        let address = SocketAddr::new(options.bind, port);
        match TcpListener::bind(address) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::AddrInUse => {
                return Err(LocalnetError::PortTaken { purpose, port, flag });
            }
            Err(source) => return Err(LocalnetError::Bind { address: address.to_string(), source }),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_ports(rpc_port: u16, ws_port: u16) -> Options {
        Options { rpc_port, ws_port, ..Options::default() }
    }

    #[test]
    fn a_taken_port_is_named_with_its_flag() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port();
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let rpc = check(&with_ports(port, free)).unwrap_err().to_string();
        assert_eq!(
            rpc,
            format!(
                "JSON-RPC port {port} is taken; stop what listens there, or choose another with --rpc-port"
            )
        );
        let ws = check(&with_ports(free, port)).unwrap_err().to_string();
        assert_eq!(
            ws,
            format!(
                "websocket port {port} is taken; stop what listens there, or choose another with --ws-port"
            )
        );
    }

    #[test]
    fn one_port_does_not_serve_both() {
        assert!(matches!(check(&with_ports(18_899, 18_899)), Err(LocalnetError::SamePort(18_899))));
    }
}
