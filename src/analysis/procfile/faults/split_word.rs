//! A blank within a word that a server needs whole: `gunicorn app: app`, `--bind 0.0.0.0: $PORT`.

use crate::syntax::python_name::is_identifier;

/// Servers that are told the app as `module:object` and the address as `host:port`.
const SERVERS: [&str; 6] = ["daphne", "granian", "gunicorn", "hypercorn", "uvicorn", "waitress-serve"];

/// Names of processes: behind one, another entry most likely begins.
const PROCESSES: [&str; 8] = ["beat", "bot", "clock", "cron", "release", "scheduler", "web", "worker"];

/// What parts words.
const BLANKS: [char; 2] = [' ', '\t'];

/// The command without such blanks; none if it has none.
pub(super) fn mended(command: &str) -> Option<String> {
    let mut mended = String::new();
    let (mut words, mut read, mut taken) = (Words::default(), 0, 0);
    for (colon, _) in command.match_indices(": ") {
        let left = command[..colon].rfind(BLANKS).map_or(0, |blank| blank + 1);
        words.read(&command[read..left]);
        read = left;
        let behind = command[colon + 1..].trim_start_matches(' ');
        if words.split(&command[left..colon], behind.split(BLANKS).next().unwrap_or_default()) {
            mended.push_str(&command[taken..=colon]);
            taken = command.len() - behind.len();
        }
    }
    mended.push_str(&command[taken..]);
    (mended != command).then_some(mended)
}

/// What the words say that come before.
#[derive(Default)]
struct Words {
    has_server: bool,
    has_target: bool,
}

impl Words {
    fn read(&mut self, text: &str) {
        for word in text.split(BLANKS) {
            self.has_server |= SERVERS.contains(&word);
            self.has_target |= word.split_once(':').is_some_and(|(module, object)| is_module(module) && is_object(object));
        }
    }

    /// Whether what stands before a colon and what stands behind it are a module and its object, or a host and its port.
    fn split(&self, left: &str, right: &str) -> bool {
        let is_target = !self.has_target && is_module(left) && is_object(right);
        let is_address = is_host(left.rsplit('=').next().unwrap_or(left)) && is_port(right);
        self.has_server && (is_target || is_address)
    }
}

fn is_module(word: &str) -> bool {
    word.split('.').all(is_identifier) && !PROCESSES.contains(&word)
}

fn is_object(word: &str) -> bool {
    is_identifier(word.split('(').next().unwrap_or(word))
}

fn is_host(word: &str) -> bool {
    word == "localhost" || (word.contains('.') && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}

fn is_port(word: &str) -> bool {
    word.starts_with('$') || (!word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_and_an_address_are_put_together() {
        let cases = [
            ("gunicorn app: app", "gunicorn app:app"),
            ("poetry run gunicorn shop.wsgi:  application -w 2", "poetry run gunicorn shop.wsgi:application -w 2"),
            ("uvicorn main: create_app() --factory", "uvicorn main:create_app() --factory"),
            ("gunicorn -b 0.0.0.0: $PORT app: app", "gunicorn -b 0.0.0.0:$PORT app:app"),
            ("gunicorn --bind=0.0.0.0: 8000 app:app", "gunicorn --bind=0.0.0.0:8000 app:app"),
        ];
        for (command, expected) in cases {
            assert_eq!(mended(command).as_deref(), Some(expected), "{command}");
        }
    }

    #[test]
    fn what_may_be_two_words_stays() {
        for command in [
            "gunicorn app:app",
            "gunicorn app:app --name shop: test",
            "gunicorn app: --bind 0.0.0.0:$PORT",
            "gunicorn app:app worker: celery",
            "gunicorn worker: celery",
            "echo app: app && gunicorn app:app",
            "python bot.py: run",
        ] {
            assert_eq!(mended(command), None, "{command}");
        }
    }
}
