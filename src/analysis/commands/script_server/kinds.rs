//! The calls that start a server: what tells each where to listen, and where it listens otherwise. From the signatures of the packages.

use crate::analysis::commands::servers::{FLASK_RUN, IN_SCRIPT, Server};

/// A call that starts a server.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// The function that is called, or what makes the object whose method is called, by its full names.
    pub(super) makers: &'static [&'static str],
    /// The methods of that object; none where the function itself serves.
    pub(super) methods: &'static [&'static str],
    /// What is told where to listen: the call of the method, or the one that makes the object.
    pub(super) told: Told,
    /// The argument that names the host.
    pub(super) host: Argument,
    /// The argument that names the port.
    pub(super) port: Argument,
    /// Where the host and the port stand as a pair, by place.
    pub(super) pair: Option<usize>,
    /// How many arguments by place it takes that say nothing of the address, or of which that is known.
    pub(super) most: usize,
    /// Whether it takes requests from everywhere without a host.
    pub(super) is_open: bool,
    /// The port that it takes without one.
    pub(super) default_port: Option<u16>,
    /// Texts by which code or settings name an address in another way.
    pub(super) elsewhere: &'static [&'static str],
    /// What is known of servers of its kind.
    pub(super) server: &'static Server,
}

/// Which call is told where to listen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// The one that serves.
    Serving,
    /// The one that makes what serves.
    Making,
}

/// An argument, by its name and by its place, where it has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Argument {
    pub(super) name: &'static str,
    pub(super) at: Option<usize>,
}

const fn named(name: &'static str) -> Argument {
    Argument { name, at: None }
}

const fn placed(name: &'static str, at: usize) -> Argument {
    Argument { name, at: Some(at) }
}

const PLAIN: Kind = Kind {
    makers: &[],
    methods: &[],
    told: Told::Serving,
    host: named("host"),
    port: named("port"),
    pair: None,
    most: 1,
    is_open: false,
    default_port: None,
    elsewhere: &[],
    server: &IN_SCRIPT,
};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        makers: &["flask.Flask", "flask.app.Flask", "apiflask.APIFlask"],
        methods: &["run"],
        host: placed("host", 0),
        port: placed("port", 1),
        most: 3,
        default_port: Some(5000),
        elsewhere: &["SERVER_NAME"],
        server: &FLASK_RUN,
        ..PLAIN
    },
    Kind {
        makers: &["quart.Quart"],
        methods: &["run"],
        host: placed("host", 0),
        port: placed("port", 1),
        most: 3,
        default_port: Some(5000),
        ..PLAIN
    },
    Kind { makers: &["dash.Dash"], methods: &["run", "run_server"], elsewhere: &["HOST"], most: 0, default_port: None, ..PLAIN },
    Kind { makers: &["uvicorn.run"], default_port: Some(8000), ..PLAIN },
    Kind {
        makers: &["flask_socketio.SocketIO"],
        methods: &["run"],
        host: placed("host", 1),
        port: placed("port", 2),
        most: 3,
        default_port: Some(5000),
        elsewhere: &["SERVER_NAME"],
        ..PLAIN
    },
    Kind {
        makers: &["sanic.Sanic"],
        methods: &["run"],
        host: placed("host", 0),
        port: placed("port", 1),
        most: 2,
        default_port: Some(8000),
        ..PLAIN
    },
    Kind { makers: &["waitress.serve"], is_open: true, default_port: Some(8080), elsewhere: &["listen", "sockets"], ..PLAIN },
    Kind { makers: &["aiohttp.web.run_app"], is_open: true, default_port: Some(8080), elsewhere: &["sock", "path"], ..PLAIN },
    Kind {
        makers: &["bottle.run"],
        host: placed("host", 2),
        port: placed("port", 3),
        most: 4,
        default_port: Some(8080),
        ..PLAIN
    },
    Kind { makers: &["bottle.Bottle", "bottle.default_app"], methods: &["run"], most: 0, default_port: Some(8080), ..PLAIN },
    Kind {
        makers: &["cherrypy.quickstart"],
        most: 2,
        default_port: Some(8080),
        elsewhere: &["server.socket_host", "server.socket_port", "socket_host", "config"],
        ..PLAIN
    },
    Kind {
        makers: &["tornado.web.Application", "tornado.httpserver.HTTPServer"],
        methods: &["listen"],
        host: placed("address", 1),
        port: placed("port", 0),
        most: 2,
        is_open: true,
        ..PLAIN
    },
    Kind {
        makers: &["gradio.Interface", "gradio.Blocks", "gradio.ChatInterface", "gradio.TabbedInterface"],
        methods: &["launch"],
        host: named("server_name"),
        port: named("server_port"),
        most: 0,
        default_port: Some(7860),
        elsewhere: &["GRADIO_SERVER_NAME", "GRADIO_SERVER_PORT"],
        ..PLAIN
    },
    Kind { makers: &["nicegui.ui.run"], most: 1, is_open: true, default_port: Some(8080), elsewhere: &["native"], ..PLAIN },
    Kind { makers: &["werkzeug.serving.run_simple"], host: placed("hostname", 0), port: placed("port", 1), most: 3, ..PLAIN },
    Kind {
        makers: &[
            "http.server.HTTPServer",
            "http.server.ThreadingHTTPServer",
            "socketserver.TCPServer",
            "socketserver.ThreadingTCPServer",
            "gevent.pywsgi.WSGIServer",
            "gevent.wsgi.WSGIServer",
        ],
        methods: &["serve_forever"],
        told: Told::Making,
        pair: Some(0),
        most: 2,
        ..PLAIN
    },
    Kind {
        makers: &["wsgiref.simple_server.make_server"],
        methods: &["serve_forever"],
        told: Told::Making,
        host: placed("host", 0),
        port: placed("port", 1),
        most: 3,
        ..PLAIN
    },
];

impl Kind {
    /// The call as a sentence shows it: `uvicorn.run`, `Flask.run`.
    #[must_use]
    pub(super) fn shown(&self, maker: &str, method: Option<&str>) -> String {
        let last = |count: usize| {
            let from = maker.rmatch_indices('.').nth(count - 1).map_or(0, |(dot, _)| dot + 1);
            &maker[from..]
        };
        match method {
            Some(method) if self.told == Told::Serving => format!("{}.{method}", last(1)),
            Some(_) => last(1).to_owned(),
            None => last(2).to_owned(),
        }
    }

    /// The arguments that name host and port, as a sentence gives them.
    #[must_use]
    pub(super) fn arguments(&self, port: &str) -> String {
        let number = format!("int(os.environ[\"{port}\"])");
        match self.pair {
            Some(_) => format!("(\"0.0.0.0\", {number})"),
            None if self.host.at == Some(0) && self.told == Told::Making => format!("\"0.0.0.0\", {number}"),
            None if self.is_open => format!("{}={number}", self.port.name),
            None => format!("{}=\"0.0.0.0\", {}={number}", self.host.name, self.port.name),
        }
    }
}
