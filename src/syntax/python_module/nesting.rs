//! Whether a file nests so deep that a parser, or whoever follows its tree, runs out of stack.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};

use crate::text::depth::Depth;

/// Whether a file is too deep to be parsed.
pub(super) fn is_too_deep(source: &str) -> bool {
    let mut lexer = lexer::lex(source, Mode::Module);
    let mut depth = Depth::new();
    let mut begins_statement = true;
    loop {
        let token = lexer.next_token();
        match token {
            TokenKind::EndOfFile => return false,
            TokenKind::Lpar
            | TokenKind::Lsqb
            | TokenKind::Lbrace
            | TokenKind::FStringStart
            | TokenKind::TStringStart
            | TokenKind::Indent => depth.open(token),
            TokenKind::Rpar => depth.close(&TokenKind::Lpar),
            TokenKind::Rsqb => depth.close(&TokenKind::Lsqb),
            TokenKind::Rbrace => depth.close(&TokenKind::Lbrace),
            TokenKind::FStringEnd => depth.close(&TokenKind::FStringStart),
            TokenKind::TStringEnd => depth.close(&TokenKind::TStringStart),
            TokenKind::Dedent => depth.close(&TokenKind::Indent),
            TokenKind::Comma | TokenKind::Semi | TokenKind::Newline => depth.next(),
            TokenKind::Elif => depth.alternative(),
            TokenKind::If if begins_statement => depth.first_alternative(),
            _ if nests_nothing(token) => {}
            _ => depth.link(),
        }
        if depth.is_too_deep() {
            return true;
        }
        begins_statement = match token {
            TokenKind::Newline | TokenKind::Semi | TokenKind::Indent | TokenKind::Dedent => true,
            TokenKind::NonLogicalNewline | TokenKind::Comment => begins_statement,
            _ => false,
        };
    }
}

/// Names and values, and what parts of a flat list stand between.
fn nests_nothing(token: TokenKind) -> bool {
    matches!(
        token,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::FStringMiddle
            | TokenKind::TStringMiddle
            | TokenKind::None
            | TokenKind::True
            | TokenKind::False
            | TokenKind::Colon
            | TokenKind::Equal
            | TokenKind::And
            | TokenKind::Or
            | TokenKind::Comment
            | TokenKind::NonLogicalNewline
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::python_module::parse;

    #[test]
    fn a_file_of_any_depth_is_judged() {
        let n = 20_000;
        let deep = [
            format!("app={}", "[".repeat(n)),
            format!("app={}{}", "[".repeat(n), "]".repeat(n)),
            format!("app={}", "{1:".repeat(n)),
            format!("app={}", "(a:=".repeat(n)),
            format!("app={}", "[)".repeat(n)),
            format!("app=a{}", "()".repeat(n)),
            format!("app=a{}", ".b".repeat(n)),
            format!("app=a{}", "[0]".repeat(n)),
            format!("app=a{}", "+a".repeat(n)),
            format!("app=a{}", "**a".repeat(n)),
            format!("app={}a", "not ".repeat(n)),
            format!("app={}1", "-".repeat(n)),
            format!("app={}a", "await ".repeat(n)),
            format!("app={}1", "lambda:".repeat(n)),
            format!("app={}c", "a if b else ".repeat(n)),
            format!("app={}", "[a,b,".repeat(n)),
            format!("app={}", "f\"{".repeat(n)),
            format!("app={}", "f'{f\"{".repeat(n)),
            format!("app=f'{}", "{a:".repeat(n)),
            format!("match a:\n case {}", "[".repeat(n)),
            format!("if a:\n pass\n{}", "elif a:\n pass\n".repeat(n)),
            format!("if a:\n pass\n{}", "elif b if a else c:\n if a:\n  pass\n".repeat(n)),
            (0..1000).flat_map(|depth| [" ".repeat(depth), "if a:\n".to_owned()]).collect(),
        ];
        for source in deep {
            assert!(is_too_deep(&source), "{}", &source[..40]);
            let module = parse(&source);
            assert!(module.body.is_empty() && module.error.is_some(), "{}", &source[..40]);
        }
    }

    #[test]
    fn a_long_file_is_no_deep_one() {
        let n = 20_000;
        let flat = [
            format!("a = [{}]\n", "-1.5, (b.c, {}), ".repeat(n)),
            format!("a = {{{}}}\n", "'a': f(b.c)[0] + 1, ".repeat(n)),
            format!("a = ({})\n", "'a' \n".repeat(n)),
            format!("a = f'{}'\n", "{b.c} ".repeat(100)),
            "if a:\n    b.c(d)\nelif e:\n    pass\nelse:\n    pass\n".repeat(n),
            "a = b.c; del d.e\n".repeat(n),
            format!("a = '''{}'''\n", "[.+".repeat(n)),
            format!("a = b{}\n", " or b".repeat(1000)),
        ];
        for source in flat {
            assert!(!is_too_deep(&source), "{}", &source[..40]);
        }
    }
}
