//! The servers that are known: where each listens by itself, and what tells it otherwise. From the documentation of each.

use super::command_line::CommandLine;

/// Hosts that only programs in the same container reach.
pub(super) const LOOPBACK: &[&str] = &["127.0.0.1", "localhost", "[::1]", "::1"];

/// A server, by the command that starts it.
#[derive(Debug, PartialEq, Eq)]
pub struct Server {
    /// The program, by the name of its usual command; `django` for `manage.py`.
    pub tool: &'static str,
    /// The command behind the program that serves; empty if it has none.
    pub command: &'static str,
    /// The command as a sentence shows it.
    pub name: &'static str,
    /// The framework for whose development it is made.
    pub develops: Option<&'static str>,
    /// The options that hold an address, which may be a host alone.
    pub addresses: &'static [&'static str],
    /// The option that holds the host alone.
    pub host: Option<&'static str>,
    /// The option that holds the port.
    pub port: Option<&'static str>,
    /// Whether the first argument is the address, or the port alone.
    pub takes_address: bool,
    /// Options by which it listens somewhere else, or may: a socket, a descriptor, a file with further options.
    pub elsewhere: &'static [&'static str],
    /// The variable that names the host as well.
    pub variable: Option<&'static str>,
    /// The port that it takes when nothing tells it, if that is not one of a variable.
    pub own_port: Option<u16>,
    /// The file of its own that it reads.
    pub file: Option<ServerFile>,
    /// What else may say where it listens.
    pub settings: Option<ServerSettings>,
    /// Where it listens when nothing tells it.
    pub untold: Untold,
}

/// A file of settings that can be read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServerFile {
    /// gunicorn's, which is Python, with a usual name.
    Gunicorn,
    /// hypercorn's, which an option names.
    Hypercorn,
}

/// What is read beside the command.
#[derive(Debug, PartialEq, Eq)]
pub struct ServerSettings {
    /// A file of this name, which may have the place of the command itself.
    pub file: &'static str,
    /// The variable that holds further options.
    pub variable: Option<&'static str>,
}

/// Where a server listens when nothing tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untold {
    /// On 127.0.0.1.
    Loopback,
    /// Where requests from other machines arrive.
    Everywhere,
    /// There as well, at the port in the variable `PORT`.
    PortVariable,
    /// Nowhere.
    Nowhere,
}

const PLAIN: Server = Server {
    tool: "",
    command: "",
    name: "",
    develops: None,
    addresses: &[],
    host: None,
    port: None,
    takes_address: false,
    elsewhere: &[],
    variable: None,
    own_port: None,
    file: None,
    settings: None,
    untold: Untold::Loopback,
};

/// What serves notebooks and panels, by its own command: told by the same two options as most.
const fn board(tool: &'static str, command: &'static str, name: &'static str) -> Server {
    Server { tool, command, name, host: Some("--host"), port: Some("--port"), ..PLAIN }
}

const SERVERS: &[Server] = &[
    Server {
        host: Some("--address"),
        own_port: Some(5006),
        untold: Untold::Everywhere,
        ..board("bokeh", "serve", "bokeh serve")
    },
    Server { variable: Some("CHAINLIT_HOST"), own_port: Some(8000), ..board("chainlit", "run", "chainlit run") },
    Server { elsewhere: &["--uds"], own_port: Some(8001), ..board("datasette", "serve", "datasette serve") },
    Server {
        tool: "http.server",
        name: "http.server",
        host: Some("--bind"),
        takes_address: true,
        own_port: Some(8000),
        untold: Untold::Everywhere,
        ..PLAIN
    },
    Server { own_port: Some(2718), ..board("marimo", "run", "marimo run") },
    Server {
        host: Some("--address"),
        own_port: Some(5006),
        untold: Untold::Everywhere,
        ..board("panel", "serve", "panel serve")
    },
    Server { develops: Some("Quart"), own_port: Some(5000), ..board("quart", "run", "quart run") },
    Server { own_port: Some(8000), ..board("shiny", "run", "shiny run") },
    Server {
        host: Some("--Voila.ip"),
        own_port: Some(8866),
        settings: Some(ServerSettings { file: "voila.json", variable: None }),
        ..board("voila", "", "voila")
    },
    Server {
        tool: "daphne",
        own_port: Some(8000),
        name: "daphne",
        host: Some("--bind"),
        port: Some("--port"),
        elsewhere: &["--unix-socket", "--fd", "--endpoint"],
        ..PLAIN
    },
    Server {
        tool: "django",
        command: "runserver",
        name: "manage.py runserver",
        develops: Some("Django"),
        takes_address: true,
        settings: Some(ServerSettings { file: "runserver.py", variable: None }),
        ..PLAIN
    },
    Server { tool: "fastapi", command: "dev", name: "fastapi dev", host: Some("--host"), port: Some("--port"), ..PLAIN },
    Server {
        tool: "fastapi",
        command: "run",
        name: "fastapi run",
        host: Some("--host"),
        port: Some("--port"),
        untold: Untold::Everywhere,
        ..PLAIN
    },
    Server {
        tool: "flask",
        own_port: Some(5000),
        command: "run",
        name: "flask run",
        develops: Some("Flask"),
        host: Some("--host"),
        port: Some("--port"),
        variable: Some("FLASK_RUN_HOST"),
        ..PLAIN
    },
    Server {
        tool: "granian",
        own_port: Some(8000),
        name: "granian",
        host: Some("--host"),
        port: Some("--port"),
        elsewhere: &["--uds"],
        variable: Some("GRANIAN_HOST"),
        ..PLAIN
    },
    Server {
        tool: "gunicorn",
        file: Some(ServerFile::Gunicorn),
        own_port: Some(8000),
        name: "gunicorn",
        addresses: &["--bind"],
        untold: Untold::PortVariable,
        ..PLAIN
    },
    Server {
        tool: "hypercorn",
        file: Some(ServerFile::Hypercorn),
        own_port: Some(8000),
        name: "hypercorn",
        addresses: &["--bind"],
        elsewhere: &["--insecure-bind", "--quic-bind", "--config"],
        ..PLAIN
    },
    Server { tool: "sanic", name: "sanic", host: Some("--host"), port: Some("--port"), elsewhere: &["--unix"], ..PLAIN },
    Server {
        tool: "streamlit",
        command: "run",
        name: "streamlit run",
        host: Some("--server.address"),
        port: Some("--server.port"),
        own_port: Some(8501),
        settings: Some(ServerSettings { file: "config.toml", variable: Some("STREAMLIT_SERVER_PORT") }),
        untold: Untold::Everywhere,
        ..PLAIN
    },
    Server {
        tool: "uvicorn",
        own_port: Some(8000),
        name: "uvicorn",
        host: Some("--host"),
        port: Some("--port"),
        elsewhere: &["--uds", "--fd"],
        variable: Some("UVICORN_HOST"),
        ..PLAIN
    },
    Server {
        tool: "uwsgi",
        name: "uwsgi",
        addresses: &["--http", "--http-socket"],
        elsewhere: &["--ini", "--json", "--socket", "--uwsgi-socket", "--xml", "--yaml"],
        untold: Untold::Nowhere,
        ..PLAIN
    },
    Server {
        tool: "waitress-serve",
        name: "waitress-serve",
        addresses: &["--listen"],
        host: Some("--host"),
        port: Some("--port"),
        elsewhere: &["--unix-socket"],
        own_port: Some(8080),
        untold: Untold::Everywhere,
        ..PLAIN
    },
];

/// Flask's development server, started by the code of a script.
pub static FLASK_RUN: Server = Server { develops: Some("Flask"), ..PLAIN };

/// Any other server that the code of a script starts.
pub static IN_SCRIPT: Server = PLAIN;

impl Server {
    /// The server that a command starts.
    #[must_use]
    pub fn of(line: &CommandLine<'_>) -> Option<&'static Self> {
        SERVERS.iter().find(|server| server.tool == line.tool && server.command == line.command_name())
    }

    /// The one word for it in a sentence about its port.
    #[must_use]
    pub fn word(&self) -> &'static str {
        if self.takes_address && !self.command.is_empty() { self.command } else { self.tool }
    }

    /// What tells it to take requests from everywhere, at a port if one is given.
    #[must_use]
    pub fn told_everywhere(&self, port: Option<&str>) -> String {
        const EVERYWHERE: &str = "0.0.0.0";
        let address = || port.map_or(EVERYWHERE.to_owned(), |port| format!("{EVERYWHERE}:{port}"));
        match (self.host, self.addresses.first()) {
            (Some(option), _) => {
                let behind =
                    port.map_or(String::new(), |port| self.port.map_or(format!(" {port}"), |name| format!(" {name} {port}")));
                format!("{option} {EVERYWHERE}{behind}")
            }
            (None, Some(option)) => format!("{option} {}", address()),
            (None, None) => address(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_server_can_be_told_where_to_listen() {
        for server in SERVERS {
            let told = server.takes_address || server.host.is_some() || !server.addresses.is_empty();
            assert!(told && server.told_everywhere(Some("$PORT")).contains("0.0.0.0"), "{server:?}");
            assert!(server.told_everywhere(Some("$PORT")).ends_with("$PORT"), "{server:?}");
        }
    }
}
