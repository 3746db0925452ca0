package dev.globaltable.expression;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text of an expression into tokens; what fits nowhere becomes a token of its own, for the parser to refuse. */
final class Lexer {

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** The tokens of the text, white space left out, {@link TokenKind#END} last. */
    static List<Token> tokens(String text) {
        return new Lexer(text).run();
    }

    private List<Token> run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isWhiteSpace(c)) {
                at++;
            } else if (isLetter(c)) {
                String word = wordFrom(at);
                add(TokenKind.ofWord(word), word);
            } else if (c == '#' || c == ':') {
                String rest = wordFrom(at + 1);
                add(rest.isEmpty() ? TokenKind.UNKNOWN : c == '#' ? TokenKind.NAME : TokenKind.VALUE, c + rest);
            } else if (isDigit(c)) {
                add(TokenKind.INTEGER, integer());
            } else {
                addSign(c);
            }
        }
        tokens.add(new Token(TokenKind.END, "", text.length()));
        return tokens;
    }

    private void addSign(char c) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        if (c == '<' && next == '>') {
            add(TokenKind.NOT_EQUAL, "<>");
        } else if (c == '<' && next == '=') {
            add(TokenKind.LESS_OR_EQUAL, "<=");
        } else if (c == '>' && next == '=') {
            add(TokenKind.GREATER_OR_EQUAL, ">=");
        } else {
            add(TokenKind.ofSign(c), String.valueOf(c));
        }
    }

    private void add(TokenKind kind, String tokenText) {
        tokens.add(new Token(kind, tokenText, at));
        at += tokenText.length();
    }

    private String wordFrom(int start) {
        int end = start;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    /** An integer has no leading zeros: {@code 01} is two of them. */
    private String integer() {
        int end = at + 1;
        if (text.charAt(at) != '0') {
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
        }
        return text.substring(at, end);
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isWordPart(char c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }
}
