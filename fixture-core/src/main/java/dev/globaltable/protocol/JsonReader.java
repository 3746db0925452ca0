package dev.globaltable.protocol;

import java.nio.charset.StandardCharsets;

/**
 * A pull reader over one JSON document in UTF-8. Written for hostile input: nesting is bounded, every read checks the end
 * of the array, and anything that is not JSON is a {@link SerializationFault}.
 */
final class JsonReader {

    /** Deepest nesting of objects and arrays; an item of 32 levels (the service's limit) needs fewer than 80. */
    static final int MAX_DEPTH = 400;

    private final byte[] json;
    private int at;
    private int depth;
    /** Whether the innermost object or array has not yet given a member, so that no comma may stand before the next. */
    private boolean first;

    JsonReader(byte[] json) {
        this.json = json;
    }

    /** The kind of the value that comes next. Does not move, except over white space. */
    JsonToken peek() {
        int c = skipSpace();
        return switch (c) {
            case '{' -> JsonToken.OBJECT;
            case '[' -> JsonToken.ARRAY;
            case '"' -> JsonToken.STRING;
            case 't' -> literal(JsonToken.TRUE);
            case 'f' -> literal(JsonToken.FALSE);
            case 'n' -> literal(JsonToken.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numberKind();
            default -> throw SerializationFault.notJson();
        };
    }

    void enterObject() {
        enter('{');
    }

    void enterArray() {
        enter('[');
    }

    private void enter(char opening) {
        expect(opening);
        if (++depth > MAX_DEPTH) {
            throw SerializationFault.notJson();
        }
        first = true;
    }

    /** Moves to the next member of the object entered last; {@code false}, and out of the object, when there is none. */
    boolean nextMember() {
        return next('}');
    }

    /** Moves to the next element of the array entered last; {@code false}, and out of the array, when there is none. */
    boolean nextElement() {
        return next(']');
    }

    private boolean next(char closing) {
        int c = skipSpace();
        if (c == closing) {
            at++;
            depth--;
            first = false;
            return false;
        }
        if (!first) {
            expect(',');
        }
        first = false;
        return true;
    }

    /** The name of the member that {@link #nextMember()} moved to; the value comes next. */
    String memberName() {
        String name = string();
        expect(':');
        return name;
    }

    /** Reads a string. */
    String string() {
        expect('"');
        int start = at;
        while (true) {
            int c = next();
            if (c == '"') {
                return new String(json, start, at - 1 - start, StandardCharsets.UTF_8);
            }
            if (c == '\\') {
                at--;
                return stringWithEscapes(start);
            }
            if (c < 0x20) {
                throw SerializationFault.notJson();
            }
        }
    }

    private String stringWithEscapes(int start) {
        StringBuilder text = new StringBuilder(at - start + 16);
        int plainFrom = start;
        while (true) {
            int c = next();
            if (c == '"' || c == '\\') {
                text.append(new String(json, plainFrom, at - 1 - plainFrom, StandardCharsets.UTF_8));
                if (c == '"') {
                    return text.toString();
                }
                text.append(escape());
                plainFrom = at;
            } else if (c < 0x20) {
                throw SerializationFault.notJson();
            }
        }
    }

    private char escape() {
        int c = next();
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
            default -> throw SerializationFault.notJson();
        };
    }

    private int hex() {
        int digit = Character.digit(next(), 16);
        if (digit < 0) {
            throw SerializationFault.notJson();
        }
        return digit;
    }

    private JsonToken numberKind() {
        for (int i = at; i < json.length; i++) {
            byte c = json[i];
            if (c == '.' || c == 'e' || c == 'E') {
                return JsonToken.DECIMAL;
            }
            if (c != '-' && (c < '0' || c > '9')) {
                break;
            }
        }
        return JsonToken.INTEGER;
    }

    /** Reads a number and gives its text. */
    String number() {
        skipSpace();
        int start = at;
        if (current() == '-') {
            at++;
        }
        if (current() == '0') {
            at++;
        } else {
            digits();
        }
        if (current() == '.') {
            at++;
            digits();
        }
        if (current() == 'e' || current() == 'E') {
            at++;
            if (current() == '+' || current() == '-') {
                at++;
            }
            digits();
        }
        return new String(json, start, at - start, StandardCharsets.ISO_8859_1);
    }

    private void digits() {
        int start = at;
        while (current() >= '0' && current() <= '9') {
            at++;
        }
        if (at == start) {
            throw SerializationFault.notJson();
        }
    }

    private JsonToken literal(JsonToken token) {
        String text = token.literal();
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= json.length || json[at + i] != text.charAt(i)) {
                throw SerializationFault.notJson();
            }
        }
        return token;
    }

    /** Reads the {@code true}, {@code false} or {@code null} that {@link #peek()} saw. */
    void passLiteral(JsonToken token) {
        at += token.literal().length();
    }

    /** Reads over the value that comes next, whatever it is. */
    void skip() {
        JsonToken token = peek();
        switch (token) {
            case OBJECT -> {
                enterObject();
                while (nextMember()) {
                    memberName();
                    skip();
                }
            }
            case ARRAY -> {
                enterArray();
                while (nextElement()) {
                    skip();
                }
            }
            case STRING -> string();
            case INTEGER, DECIMAL -> number();
            default -> passLiteral(token);
        }
    }

    private void expect(char c) {
        if (skipSpace() != c) {
            throw SerializationFault.notJson();
        }
        at++;
    }

    /** The next byte that is not white space, or -1 at the end; stays before it. */
    private int skipSpace() {
        while (true) {
            int c = current();
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c;
            }
            at++;
        }
    }

    private int current() {
        return at < json.length ? json[at] & 0xFF : -1;
    }

    private int next() {
        if (at >= json.length) {
            throw SerializationFault.notJson();
        }
        return json[at++] & 0xFF;
    }
}
