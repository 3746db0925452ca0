package dev.globaltable.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Writes one JSON document as UTF-8. Commas are its business, well-formedness is its caller's. */
final class JsonWriter {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    private byte[] bytes = new byte[512];
    private int length;
    private boolean needsComma;

    JsonWriter startObject() {
        return open('{');
    }

    JsonWriter endObject() {
        return close('}');
    }

    JsonWriter startArray() {
        return open('[');
    }

    JsonWriter endArray() {
        return close(']');
    }

    JsonWriter name(String name) {
        string(name);
        put(':');
        needsComma = false;
        return this;
    }

    JsonWriter string(String text) {
        separate();
        put('"');
        int size = text.length();
        ensure(size * 3 + 1);
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c < 0x80 && c >= 0x20 && c != '"' && c != '\\') {
                bytes[length++] = (byte) c;
            } else {
                i = special(text, i, c);
                ensure((size - i) * 3 + 1);
            }
        }
        put('"');
        return this;
    }

    /** Writes the character at {@code i} that is not plain ASCII; gives the index of the last character written. */
    private int special(String text, int i, char c) {
        if (c >= 0x80) {
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair || !Character.isSurrogate(c)) {
                raw(text.substring(i, pair ? i + 2 : i + 1).getBytes(StandardCharsets.UTF_8));
                return pair ? i + 1 : i;
            }
        }
        ensure(6);
        bytes[length++] = '\\';
        switch (c) {
            case '"', '\\' -> bytes[length++] = (byte) c;
            case '\n' -> bytes[length++] = 'n';
            case '\r' -> bytes[length++] = 'r';
            case '\t' -> bytes[length++] = 't';
            default -> {
                bytes[length++] = 'u';
                for (int shift = 12; shift >= 0; shift -= 4) {
                    bytes[length++] = HEX[c >> shift & 0xF];
                }
            }
        }
        return i;
    }

    JsonWriter number(String text) {
        separate();
        return raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    JsonWriter bool(boolean value) {
        return number(value ? "true" : "false");
    }

    JsonWriter nothing() {
        return number("null");
    }

    JsonWriter base64(byte[] data) {
        separate();
        put('"');
        raw(Base64.getEncoder().encode(data));
        put('"');
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private JsonWriter open(char bracket) {
        separate();
        put(bracket);
        needsComma = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        put(bracket);
        needsComma = true;
        return this;
    }

    private void separate() {
        if (needsComma) {
            put(',');
        }
        needsComma = true;
    }

    private JsonWriter raw(byte[] data) {
        ensure(data.length);
        System.arraycopy(data, 0, bytes, length, data.length);
        length += data.length;
        return this;
    }

    private void put(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
