package dev.globaltable.differential;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two document paths that a message says overlap or conflict. */
record PathPair(List<String> one, List<String> two) {

    private static final Pattern MESSAGE = Pattern.compile(
            ".*Two document paths (?:overlap|conflict) with each other; must remove or rewrite one of these paths; path one: \\[(.*)], path two: \\[(.*)]");

    static Optional<PathPair> of(String message) {
        Matcher matcher = MESSAGE.matcher(message);
        return matcher.matches()
                ? Optional.of(new PathPair(
                        List.of(matcher.group(1).split(", ", -1)),
                        List.of(matcher.group(2).split(", ", -1))))
                : Optional.empty();
    }

    /** Whether one leads through the other, or both lead to an element and to an attribute of the same place. */
    boolean meet() {
        int common = 0;
        while (common < Math.min(one.size(), two.size()) && one.get(common).equals(two.get(common))) {
            common++;
        }
        if (common == one.size() || common == two.size()) {
            return true;
        }
        return common > 0 && one.get(common).startsWith("[") != two.get(common).startsWith("[");
    }
}
