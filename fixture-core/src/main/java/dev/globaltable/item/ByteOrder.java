package dev.globaltable.item;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The two orders of bytes DynamoDB sorts by. */
final class ByteOrder {

    private ByteOrder() {}

    /** The order of the UTF-8 encodings, which is that of the code points. */
    static int compareUtf8(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                return Character.isSurrogate(l) == Character.isSurrogate(r)
                        ? Character.compare(l, r)
                        : (Character.isSurrogate(l) ? 1 : -1);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** The least text after all that begin with this one, to be compared only; {@code null} when there is none. */
    static @Nullable String afterPrefix(String prefix) {
        for (int last = prefix.length() - 1; last >= 0; last--) {
            char c = prefix.charAt(last);
            if (c != Character.MAX_LOW_SURROGATE) {
                return prefix.substring(0, last) + next(c);
            }
        }
        return null;
    }

    /** In the order of {@link #compareUtf8}, where surrogates come last. */
    private static char next(char c) {
        if (c == Character.MIN_SURROGATE - 1) {
            return Character.MAX_SURROGATE + 1;
        }
        return c == Character.MAX_VALUE ? Character.MIN_SURROGATE : (char) (c + 1);
    }

    /** The least bytes after all that begin with these; {@code null} when there are none. */
    static byte @Nullable [] afterPrefix(byte[] prefix) {
        for (int last = prefix.length - 1; last >= 0; last--) {
            if (prefix[last] != (byte) 0xff) {
                byte[] next = Arrays.copyOf(prefix, last + 1);
                next[last]++;
                return next;
            }
        }
        return null;
    }

    /** The length of the UTF-8 encoding. */
    static int utf8Length(String text) {
        int length = text.length();
        int bytes = length;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }
}
