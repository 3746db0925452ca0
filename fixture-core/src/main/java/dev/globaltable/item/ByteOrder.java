package dev.globaltable.item;

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
