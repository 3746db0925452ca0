package dev.globaltable.partiql.syntax;

/**
 * A token of a statement.
 *
 * @param text what it says: without quotation marks, keywords in lower case
 */
record Token(TokenKind kind, String text, Position position) {

    boolean is(TokenKind wanted, String wantedText) {
        return kind == wanted && text.equals(wantedText);
    }

    boolean isKeyword(String word) {
        return is(TokenKind.KEYWORD, word);
    }
}
