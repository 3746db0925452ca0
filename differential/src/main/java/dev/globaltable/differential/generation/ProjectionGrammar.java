package dev.globaltable.differential.generation;

import java.util.Set;
import java.util.TreeSet;

/** Projection expressions; paths that overlap are rare. */
final class ProjectionGrammar {

    private final Choices choices;
    private final Paths paths;

    ProjectionGrammar(Choices choices, Placeholders placeholders) {
        this.choices = choices;
        this.paths = new Paths(choices, placeholders);
    }

    String projection() {
        Set<String> chosen = new TreeSet<>();
        StringBuilder projection = new StringBuilder();
        for (int i = choices.between(1, 4); i > 0; i--) {
            String attribute =
                    choices.oneIn(4) ? choices.pick(Schema.PARTITION_KEY, Schema.SORT_KEY) : Attributes.name(choices);
            if (chosen.add(attribute) || choices.oneIn(15)) {
                projection
                        .append(projection.isEmpty() ? "" : choices.pick(",", ", ", " , "))
                        .append(paths.from(attribute));
            }
        }
        return projection.toString();
    }
}
