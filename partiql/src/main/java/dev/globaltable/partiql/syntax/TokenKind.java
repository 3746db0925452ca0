package dev.globaltable.partiql.syntax;

/** What a token of a statement is. */
enum TokenKind {
    /** A name as it stands. */
    IDENTIFIER,
    /** A name in double quotation marks. */
    QUOTED,
    /** A reserved word, in lower case. */
    KEYWORD,
    STRING,
    NUMBER,
    /** An Ion literal in back quotes, which DynamoDB refuses. */
    ION,
    OPERATOR,
    PUNCTUATION,
    /** A question mark. */
    PARAMETER,
    END
}
