package dev.globaltable.expression;

/** The kinds of words and signs in an expression. */
enum TokenKind {
    /** An attribute name or a function name. */
    WORD,
    /** {@code #name}, to be looked up in ExpressionAttributeNames. */
    NAME,
    /** {@code :value}, to be looked up in ExpressionAttributeValues. */
    VALUE,
    INTEGER,
    SET,
    REMOVE,
    ADD,
    DELETE,
    AND,
    OR,
    NOT,
    BETWEEN,
    IN,
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    PLUS,
    MINUS,
    DOT,
    COMMA,
    OPEN_PARENTHESIS,
    CLOSE_PARENTHESIS,
    OPEN_BRACKET,
    CLOSE_BRACKET,
    /** A character that starts no token. */
    UNKNOWN,
    END;

    /** The kind of an operator or punctuation mark of one character. */
    static TokenKind ofSign(char sign) {
        return switch (sign) {
            case '=' -> EQUAL;
            case '<' -> LESS;
            case '>' -> GREATER;
            case '+' -> PLUS;
            case '-' -> MINUS;
            case '.' -> DOT;
            case ',' -> COMMA;
            case '(' -> OPEN_PARENTHESIS;
            case ')' -> CLOSE_PARENTHESIS;
            case '[' -> OPEN_BRACKET;
            case ']' -> CLOSE_BRACKET;
            default -> UNKNOWN;
        };
    }

    /** Keywords are recognised in any case. */
    static TokenKind ofWord(String word) {
        return switch (word.length()) {
            case 2 -> word.equalsIgnoreCase("OR") ? OR : word.equalsIgnoreCase("IN") ? IN : WORD;
            case 3 ->
                word.equalsIgnoreCase("AND")
                        ? AND
                        : word.equalsIgnoreCase("SET")
                                ? SET
                                : word.equalsIgnoreCase("NOT") ? NOT : word.equalsIgnoreCase("ADD") ? ADD : WORD;
            case 6 -> word.equalsIgnoreCase("REMOVE") ? REMOVE : word.equalsIgnoreCase("DELETE") ? DELETE : WORD;
            case 7 -> word.equalsIgnoreCase("BETWEEN") ? BETWEEN : WORD;
            default -> WORD;
        };
    }
}
