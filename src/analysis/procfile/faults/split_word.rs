//! A blank within a word that a server needs whole: `gunicorn app: app`, `--bind 0.0.0.0: $PORT`.

use crate::syntax::python_name::is_identifier;

/// Servers that are told the app as `module:object` and the address as `host:port`.
const SERVERS: [&str; 6] = ["daphne", "granian", "gunicorn", "hypercorn", "uvicorn", "waitress-serve"];

/// Names of processes: behind one, another entry most likely begins.
const PROCESSES: [&str; 8] = ["beat", "bot", "clock", "cron", "release", "scheduler", "web", "worker"];

/// The command without such blanks; none if it has none.
pub(super) fn mended(command: &str) -> Option<String> {
    let mut mended = command.to_owned();
    for (colon, _) in command.rmatch_indices(": ") {
        let behind = command[colon + 1..].trim_start_matches(' ');
        if is_split(&command[..colon], behind) {
            mended.replace_range(colon + 1..command.len() - behind.len(), "");
        }
    }
    (mended != command).then_some(mended)
}

/// Whether the last word before a colon and the first one behind it are a module and its object, or a host and its port.
fn is_split(before: &str, behind: &str) -> bool {
    let mut words = before.rsplit([' ', '\t']);
    let (left, right) = (words.next().unwrap_or_default(), behind.split([' ', '\t']).next().unwrap_or_default());
    let (mut has_server, mut has_target) = (false, false);
    for word in words {
        has_server |= SERVERS.contains(&word);
        has_target |= word.split_once(':').is_some_and(|(module, object)| is_module(module) && is_object(object));
    }
    let is_target = !has_target && is_module(left) && is_object(right);
    let is_address = is_host(left.rsplit('=').next().unwrap_or(left)) && is_port(right);
    has_server && (is_target || is_address)
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
