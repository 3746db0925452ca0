package dev.globaltable.partiql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a statement into tokens. Comments ({@code --} to the end of the line, and {@code /* *}{@code /}) are skipped. */
final class Tokenizer {

    private static final String OPERATOR_CHARACTERS = "<>=!+-*/%|@";
    private static final List<String> OPERATORS =
            List.of("<=", ">=", "<>", "!=", "<<", ">>", "||", "<", ">", "=", "+", "-", "*", "/", "%", "@");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private Tokenizer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String statement) {
        Tokenizer tokenizer = new Tokenizer(statement);
        while (tokenizer.skipBlanks()) {
            tokenizer.token();
        }
        tokenizer.add(TokenKind.END, "", tokenizer.at);
        return tokenizer.tokens;
    }

    private boolean skipBlanks() {
        while (at < text.length()) {
            if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw Malformed.statement("");
                }
                passLines(end + 2);
            } else if (Character.isWhitespace(text.charAt(at))) {
                passLines(at + 1);
            } else {
                return true;
            }
        }
        return false;
    }

    private void passLines(int end) {
        for (; at < end; at++) {
            if (text.charAt(at) == '\n') {
                line++;
                lineStart = at + 1;
            }
        }
    }

    private void token() {
        char first = text.charAt(at);
        if (isWordStart(first)) {
            word();
        } else if (isDigit(first) || (first == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
            number();
        } else if (first == '\'') {
            quoted(TokenKind.STRING, '\'');
        } else if (first == '"') {
            quoted(TokenKind.QUOTED, '"');
        } else if (first == '`') {
            quoted(TokenKind.ION, '`');
        } else if (first == '?') {
            addAndPass(TokenKind.PARAMETER, at + 1);
        } else if ("()[]{},.:;".indexOf(first) >= 0) {
            addAndPass(TokenKind.PUNCTUATION, at + 1);
        } else if (OPERATOR_CHARACTERS.indexOf(first) >= 0) {
            operator();
        } else {
            throw Malformed.statement("");
        }
    }

    private void word() {
        int end = at + 1;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        String word = text.substring(at, end);
        if (Keywords.contain(word)) {
            int start = at;
            at = end;
            add(TokenKind.KEYWORD, word.toLowerCase(Locale.ROOT), start);
        } else {
            addAndPass(TokenKind.IDENTIFIER, end);
        }
    }

    private void number() {
        int end = digits(at);
        if (end < text.length() && text.charAt(end) == '.') {
            end = digits(end + 1);
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int exponent = end + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            int exponentEnd = digits(exponent);
            if (exponentEnd == exponent) {
                throw Malformed.statement("");
            }
            end = exponentEnd;
        }
        addAndPass(TokenKind.NUMBER, end);
    }

    private int digits(int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private void quoted(TokenKind kind, char mark) {
        int start = at;
        StringBuilder inside = new StringBuilder();
        int next = at + 1;
        while (true) {
            int end = text.indexOf(mark, next);
            if (end < 0) {
                throw Malformed.statement("");
            }
            inside.append(text, next, end);
            next = end + 1;
            if (kind == TokenKind.ION || next == text.length() || text.charAt(next) != mark) {
                break;
            }
            inside.append(mark);
            next++;
        }
        int startLine = line;
        int startColumn = start - lineStart + 1;
        passLines(next);
        tokens.add(new Token(kind, inside.toString(), new Position(startLine, startColumn, next - start)));
    }

    private void operator() {
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                addAndPass(TokenKind.OPERATOR, at + operator.length());
                return;
            }
        }
        throw Malformed.statement("");
    }

    private void addAndPass(TokenKind kind, int end) {
        int start = at;
        at = end;
        add(kind, text.substring(start, end), start);
    }

    private void add(TokenKind kind, String said, int start) {
        tokens.add(new Token(kind, said, new Position(line, start - lineStart + 1, at - start)));
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isWordStart(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || character == '_'
                || character == '$';
    }

    private static boolean isWordPart(char character) {
        return isWordStart(character) || isDigit(character);
    }
}
