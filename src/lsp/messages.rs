//! The messages of JSON-RPC.

use gen_lsp_types::ErrorCodes;
use serde::Serialize;
use serde_json::{Value, json};

/// A request that is no longer wanted.
pub(super) const CANCELLED: ErrorCodes = ErrorCodes::Custom(-32_800);

/// A request that cannot be met, although it is right.
pub(super) const FAILED: ErrorCodes = ErrorCodes::Custom(-32_803);

/// What the client sends.
#[derive(Debug)]
pub(super) enum Incoming {
    /// It waits for a response.
    Request { id: Value, method: String, params: Value },
    /// It waits for nothing.
    Notification { method: String, params: Value },
    /// What it says to a request of the server's.
    Response { id: Value, result: Value },
    /// No message; the answer is an error.
    Wrong { id: Value, code: ErrorCodes },
}

impl Incoming {
    /// Reads the body of a message.
    pub(super) fn parse(body: &[u8]) -> Self {
        let Ok(mut message) = serde_json::from_slice::<Value>(body) else {
            return Self::Wrong { id: Value::Null, code: ErrorCodes::ParseError };
        };
        let mut take = |key: &str| message.get_mut(key).map(Value::take);
        let id = take("id");
        match (id, take("method")) {
            (Some(id), Some(Value::String(method))) => Self::Request { id, method, params: take("params").unwrap_or_default() },
            (None, Some(Value::String(method))) => Self::Notification { method, params: take("params").unwrap_or_default() },
            (Some(id), None) => Self::Response { id, result: take("result").unwrap_or_default() },
            (id, _) => Self::Wrong { id: id.unwrap_or_default(), code: ErrorCodes::InvalidRequest },
        }
    }
}

/// The answer to a request.
pub(super) fn response(id: &Value, result: impl Serialize) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "result": result })
}

/// Why a request has no answer.
pub(super) fn error(id: &Value, code: ErrorCodes, message: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
}

/// Something for the client to know.
pub(super) fn notification(method: &str, params: impl Serialize) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

/// Something that the client is asked for.
pub(super) fn request(id: &str, method: &str, params: impl Serialize) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_told_apart() {
        let parse = |text: &str| Incoming::parse(text.as_bytes());
        assert!(matches!(parse(r#"{"id": 1.5, "method": "a"}"#), Incoming::Request { params: Value::Null, .. }));
        assert!(matches!(parse(r#"{"method": "a", "params": []}"#), Incoming::Notification { .. }));
        assert!(matches!(parse(r#"{"id": "a", "result": null}"#), Incoming::Response { .. }));
        for no_request in ["[]", "1", "{}", r#"{"method": 1}"#, r#"[{"id": 1, "method": "a"}]"#] {
            assert!(matches!(parse(no_request), Incoming::Wrong { code: ErrorCodes::InvalidRequest, .. }), "{no_request}");
        }
        for no_json in ["", "{", "{\"id\": 1", "\u{0}"] {
            assert!(matches!(parse(no_json), Incoming::Wrong { code: ErrorCodes::ParseError, .. }), "{no_json}");
        }
    }
}
