package dev.globaltable.expression;

/** A word or sign of an expression, and where in the text it stands. */
record Token(TokenKind kind, String text, int start) {

    int end() {
        return start + text.length();
    }

    boolean is(TokenKind other) {
        return kind == other;
    }
}
