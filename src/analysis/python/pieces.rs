//! Which Python reads which piece of syntax, and what each says of those that it does not read.

use crate::language::Localized;
use crate::platform::Series;
use crate::syntax::python_module::{Need, Piece, PythonModule};

const PYTHON_2: Series = Series { major: 2, minor: 7 };

const fn three(minor: u32) -> Series {
    Series { major: 3, minor }
}

/// The pass in which a file is run.
const EVALUATED: u8 = 4;

impl Piece {
    /// Whether Python reads it, and stops at it only as it runs the file.
    #[must_use]
    pub fn is_evaluated(self) -> bool {
        matches!(self, Self::BuiltinGeneric | Self::TypeUnion)
    }

    /// The series from which on every Python reads it; none for what only Python 2 reads.
    #[must_use]
    pub fn since(self) -> Option<Series> {
        self.entry().0.map(three)
    }

    /// What it is called, in Python's own terms.
    #[must_use]
    pub fn name(self) -> Localized {
        self.entry().1
    }

    /// Whether a series of Python reads it.
    #[must_use]
    pub fn is_read_by(self, series: Series) -> bool {
        match self {
            // `except A, b:` binds `b` in Python 2, and names two types from 3.14 on.
            Self::ExceptPair if series.major < 3 => true,
            _ => self.since().map_or(series.major < 3, |since| series >= since),
        }
    }

    fn entry(self) -> (Option<u32>, Localized) {
        let (since, en, zh) = match self {
            Self::PrintStatement => (None, "a `print` statement", "`print` 语句"),
            Self::ExecStatement => (None, "an `exec` statement", "`exec` 语句"),
            Self::Python2 => (None, "syntax of Python 2", "Python 2 的语法"),
            Self::Annotation => (Some(0), "an annotation of a function", "函数注解"),
            Self::ClassKeywords => {
                (Some(0), "an argument by name or with `*` in the head of a class", "类定义中的关键字参数或 `*` 参数")
            }
            Self::Ellipsis => (Some(0), "`...` as a value", "作为值的 `...`"),
            Self::ExecName => (Some(0), "`exec` as a function or name", "作为函数或名称的 `exec`"),
            Self::KeywordOnly => (Some(0), "a keyword-only parameter", "仅限关键字的形参"),
            Self::NonAsciiName => (Some(0), "a name with a letter outside ASCII", "含有非 ASCII 字母的名称"),
            Self::NoEncoding => (Some(0), "a character outside ASCII without a declared encoding", "未声明编码的非 ASCII 字符"),
            Self::Nonlocal => (Some(0), "`nonlocal`", "`nonlocal`"),
            Self::PrintName => (Some(0), "`print` as a function", "作为函数的 `print`"),
            Self::RaiseFrom => (Some(0), "`raise … from`", "`raise … from`"),
            Self::StarTarget => (Some(0), "a `*` in the target of an assignment", "赋值目标中的 `*`"),
            Self::GeneratorReturn => (Some(3), "`return` with a value in a generator", "生成器中带值的 `return`"),
            Self::RawBytes => (Some(3), "the prefix `rb` of a string", "字符串前缀 `rb`"),
            Self::YieldFrom => (Some(3), "`yield from`", "`yield from`"),
            Self::AsyncDef => (Some(5), "`async def`", "`async def`"),
            Self::GeneratorStop => {
                (Some(5), "`from __future__ import generator_stop`", "`from __future__ import generator_stop`")
            }
            Self::MatrixMultiplication => (Some(5), "the operator `@`", "运算符 `@`"),
            Self::Unpacking => (Some(5), "unpacking with `*` or `**` in this place", "此处的 `*` 或 `**` 解包"),
            Self::AsyncComprehension => (Some(6), "an asynchronous comprehension", "异步推导式"),
            Self::AsyncGenerator => (Some(6), "`yield` in an `async def`", "`async def` 中的 `yield`"),
            Self::FString => (Some(6), "an f-string", "f-string"),
            Self::NumberUnderscore => (Some(6), "an underscore in a number", "数字中的下划线"),
            Self::TrailingComma => (Some(6), "a comma behind the last parameter after a `*`", "带 `*` 的形参列表末尾的逗号"),
            Self::VariableAnnotation => (Some(6), "an annotation of a variable", "变量注解"),
            Self::AsyncGeneratorExpression => {
                (Some(7), "an asynchronous generator expression outside an `async def`", "`async def` 之外的异步生成器表达式")
            }
            Self::AwaitInFString => (Some(7), "`await` in an f-string", "f-string 中的 `await`"),
            Self::FutureAnnotations => (Some(7), "`from __future__ import annotations`", "`from __future__ import annotations`"),
            Self::ManyArguments => (Some(7), "a call with more than 255 arguments", "超过 255 个参数的调用"),
            Self::AnnotatedTuple => (Some(8), "a tuple without parentheses behind an annotation", "注解后不带括号的元组"),
            Self::ContinueInFinally => (Some(8), "`continue` in a `finally` block", "`finally` 块中的 `continue`"),
            Self::FStringDebug => (Some(8), "`=` in an f-string", "f-string 中的 `=`"),
            Self::PositionalOnly => (Some(8), "positional-only parameters (`/`)", "仅限位置的形参（`/`）"),
            Self::UnpackingInReturn => (Some(8), "`return` with unpacking and without parentheses", "不带括号的解包 `return`"),
            Self::UnpackingInYield => (Some(8), "`yield` with unpacking and without parentheses", "不带括号的解包 `yield`"),
            Self::Walrus => (Some(8), "an assignment expression (`:=`)", "赋值表达式（`:=`）"),
            Self::Decorator => (Some(9), "a decorator of any form", "任意形式的装饰器"),
            Self::ParenthesizedWith => (Some(9), "parentheses around the items of a `with`", "`with` 各项外的括号"),
            Self::UnpackingInAugmented => (Some(9), "unpacking behind an augmented assignment", "增强赋值后的解包"),
            Self::UnpackingInFor => {
                (Some(9), "unpacking without parentheses in the head of a `for`", "`for` 语句中不带括号的解包")
            }
            Self::WalrusInSet => (Some(9), "`:=` without parentheses in a set", "集合中不带括号的 `:=`"),
            Self::Match => (Some(10), "a `match` statement", "`match` 语句"),
            Self::WalrusInIndex => (Some(10), "`:=` without parentheses in an index", "下标中不带括号的 `:=`"),
            Self::ExceptStar => (Some(11), "`except*`", "`except*`"),
            Self::NestedAsyncComprehension => {
                (Some(11), "an asynchronous comprehension inside another comprehension", "嵌在另一推导式中的异步推导式")
            }
            Self::StarAnnotation => (Some(11), "a `*` in an annotation", "注解中的 `*`"),
            Self::UnpackingInIndex => (Some(11), "unpacking in an index", "下标中的解包"),
            Self::FStringBackslash => (Some(12), "a backslash in an expression of an f-string", "f-string 表达式中的反斜杠"),
            Self::FStringComment => (Some(12), "a comment in an f-string", "f-string 中的注释"),
            Self::FStringLineBreak => (Some(12), "a line break in an expression of an f-string", "f-string 表达式中的换行"),
            Self::FStringNesting => (Some(12), "an f-string whose format is nested twice", "格式说明嵌套两层的 f-string"),
            Self::FStringQuotes => (Some(12), "the quotes of an f-string inside it", "f-string 内部重复使用外层引号"),
            Self::TypeAlias => (Some(12), "a `type` statement", "`type` 语句"),
            Self::TypeParameters => (Some(12), "type parameters in square brackets", "方括号中的类型形参"),
            Self::TypeParameterDefault => (Some(13), "a default of a type parameter", "类型形参的默认值"),
            Self::ExceptPair | Self::ExceptTypes => {
                (Some(14), "`except` with several types and without parentheses", "多个异常类型不带括号的 `except`")
            }
            Self::TemplateString => (Some(14), "a t-string", "t-string"),
            Self::LazyImport => (Some(15), "`lazy import`", "`lazy import`"),
            Self::UnpackingInComprehension => (Some(15), "unpacking in a comprehension", "推导式中的解包"),
            Self::BuiltinGeneric => {
                (Some(9), "a builtin type with square brackets (`list[…]`)", "带方括号的内置类型（`list[…]`）")
            }
            Self::TypeUnion => (Some(10), "types joined with `|`", "用 `|` 连接的类型"),
        };
        (since, Localized { en, zh })
    }

    /// What a Python that does not read it prints, to the letter; none where that depends on more than the piece, or no
    /// such Python was asked. `tests/python_syntax.rs` asks them.
    fn error(self, series: Series) -> Option<&'static str> {
        let minor = series.minor;
        let is_3 = series.major == 3;
        if self.is_read_by(series) || (is_3 && !(6..=13).contains(&minor)) || (!is_3 && series != PYTHON_2) {
            return None;
        }
        match self {
            Self::BuiltinGeneric => Some("TypeError: 'type' object is not subscriptable").filter(|_| is_3),
            Self::Python2
            | Self::TypeUnion
            | Self::NoEncoding
            | Self::AsyncGeneratorExpression
            | Self::FStringLineBreak
            | Self::FStringQuotes
            | Self::TemplateString
            | Self::TypeParameterDefault
            | Self::UnpackingInComprehension
            | Self::Unpacking
            | Self::NumberUnderscore => None,
            Self::PrintStatement if minor < 10 => None,
            Self::TypeParameters if minor == 11 => None,
            Self::UnpackingInIndex if minor == 10 => None,
            Self::PrintStatement => Some("SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?"),
            Self::ExecStatement if minor < 10 => Some("SyntaxError: Missing parentheses in call to 'exec'"),
            Self::ExecStatement => Some("SyntaxError: Missing parentheses in call to 'exec'. Did you mean exec(...)?"),
            Self::GeneratorReturn => Some("SyntaxError: 'return' with argument inside generator"),
            Self::GeneratorStop => Some("SyntaxError: future feature generator_stop is not defined"),
            Self::FutureAnnotations => Some("SyntaxError: future feature annotations is not defined"),
            Self::ManyArguments => Some("SyntaxError: more than 255 arguments"),
            Self::ContinueInFinally => Some("SyntaxError: 'continue' not supported inside 'finally' clause"),
            Self::NestedAsyncComprehension if is_3 => {
                Some("SyntaxError: asynchronous comprehension outside of an asynchronous function")
            }
            Self::FStringBackslash if is_3 => Some("SyntaxError: f-string expression part cannot include a backslash"),
            Self::FStringComment if is_3 => Some("SyntaxError: f-string expression part cannot include '#'"),
            Self::FStringNesting if is_3 => Some("SyntaxError: f-string: expressions nested too deeply"),
            Self::ExceptPair | Self::ExceptTypes if is_3 && minor >= 10 => {
                Some("SyntaxError: multiple exception types must be parenthesized")
            }
            _ => Some("SyntaxError: invalid syntax"),
        }
    }

    /// Python parses a whole file before it looks at what is inside f-strings, and at what is wrong for other reasons.
    fn pass(self, series: Series) -> u8 {
        match self {
            Self::BuiltinGeneric | Self::TypeUnion => EVALUATED,
            Self::FutureAnnotations | Self::GeneratorStop => 2,
            Self::GeneratorReturn | Self::ContinueInFinally | Self::NestedAsyncComprehension => 3,
            Self::FStringBackslash
            | Self::FStringComment
            | Self::FStringNesting
            | Self::FStringQuotes
            | Self::FStringDebug
            | Self::AwaitInFString
            | Self::ManyArguments
                if series < three(9) =>
            {
                1
            }
            _ => 0,
        }
    }
}

impl PythonModule {
    /// The oldest series from which on every Python reads the file, with the first piece of syntax that decides it; none
    /// where every Python does, or no Python 3 does.
    #[must_use]
    pub fn oldest(&self) -> Option<(Series, &Need)> {
        let since: Option<Vec<Series>> = self.needs.iter().map(|need| need.piece.since()).collect();
        let oldest = since?.into_iter().max()?;
        self.needs.iter().find(|need| need.piece.since() == Some(oldest)).map(|need| (oldest, need))
    }

    /// The piece of syntax at which a series of Python stops; none if it reads the file.
    #[must_use]
    pub fn unread_by(&self, series: Series) -> Option<&Need> {
        let unread = self.needs.iter().filter(|need| !need.piece.is_read_by(series));
        // A string without an end is no string with something in front of it.
        unread.min_by_key(|need| (need.piece.pass(series), need.range.start, need.piece != Piece::FStringLineBreak))
    }

    /// Whether a series of Python stops before it runs the file.
    #[must_use]
    pub fn is_unparsed_by(&self, series: Series) -> bool {
        self.unread_by(series).is_some_and(|need| !need.piece.is_evaluated())
    }

    /// What a series of Python prints when it stops, to the letter; none if it reads the file, or that is not known.
    #[must_use]
    pub fn error_of(&self, series: Series) -> Option<&'static str> {
        // A character that it cannot decode stops Python 2 before it looks at the line; numbers of Python 2 stop some
        // Pythons before they look at statements.
        let comes_first = |piece| match piece {
            Piece::NoEncoding => series == PYTHON_2,
            Piece::Python2 => series != PYTHON_2,
            _ => false,
        };
        let is_sure = !self.needs.iter().any(|need| comes_first(need.piece));
        self.unread_by(series).filter(|_| is_sure)?.piece.error(series)
    }
}
