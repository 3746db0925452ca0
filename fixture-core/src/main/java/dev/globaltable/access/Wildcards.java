package dev.globaltable.access;

/** Text in which {@code *} stands for any characters and {@code ?} for one. */
final class Wildcards {

    private Wildcards() {}

    static boolean matches(String pattern, String text) {
        return matches(pattern, text, '*', '?');
    }

    /** The same with other signs for any characters and for one, so that the usual ones can stand for themselves. */
    static boolean matches(String pattern, String text, char any, char one) {
        int at = 0;
        int in = 0;
        int lastAny = -1;
        int resumeAt = 0;
        while (in < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == any) {
                lastAny = at++;
                resumeAt = in;
            } else if (at < pattern.length() && (pattern.charAt(at) == one || pattern.charAt(at) == text.charAt(in))) {
                at++;
                in++;
            } else if (lastAny >= 0) {
                at = lastAny + 1;
                in = ++resumeAt;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == any) {
            at++;
        }
        return at == pattern.length();
    }
}
