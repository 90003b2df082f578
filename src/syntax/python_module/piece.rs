//! The pieces of syntax that not every Python reads. Which Python reads which is the analysis' business.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A piece of syntax in a file that not every Python reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// What it is.
    pub piece: Piece,
    /// The first place where the file has it.
    pub range: Range<usize>,
}

/// A piece of syntax.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "`Piece::name` has each in words")]
pub enum Piece {
    PrintStatement,
    ExecStatement,
    Python2,
    Annotation,
    ClassKeywords,
    Ellipsis,
    ExecName,
    KeywordOnly,
    NoEncoding,
    NonAsciiName,
    Nonlocal,
    PrintName,
    RaiseFrom,
    StarTarget,
    GeneratorReturn,
    RawBytes,
    YieldFrom,
    AsyncDef,
    GeneratorStop,
    MatrixMultiplication,
    Unpacking,
    AsyncComprehension,
    AsyncGenerator,
    FString,
    NumberUnderscore,
    TrailingComma,
    VariableAnnotation,
    AsyncGeneratorExpression,
    AwaitInFString,
    FutureAnnotations,
    ManyArguments,
    AnnotatedTuple,
    ContinueInFinally,
    FStringDebug,
    PositionalOnly,
    UnpackingInReturn,
    UnpackingInYield,
    Walrus,
    Decorator,
    ParenthesizedWith,
    UnpackingInAugmented,
    UnpackingInFor,
    WalrusInSet,
    Match,
    WalrusInIndex,
    ExceptStar,
    NestedAsyncComprehension,
    StarAnnotation,
    UnpackingInIndex,
    FStringBackslash,
    FStringComment,
    FStringLineBreak,
    FStringNesting,
    FStringQuotes,
    TypeAlias,
    TypeParameters,
    TypeParameterDefault,
    ExceptPair,
    ExceptTypes,
    TemplateString,
    LazyImport,
    UnpackingInComprehension,
    BuiltinGeneric,
    TypeUnion,
}
