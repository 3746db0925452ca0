package dev.globaltable.differential.generation;

/** Document paths, as they stand in expressions. */
final class Paths {

    private final Choices choices;
    private final Placeholders placeholders;

    Paths(Choices choices, Placeholders placeholders) {
        this.choices = choices;
        this.placeholders = placeholders;
    }

    /** A path that starts at the attribute; deeper ones follow what the attribute usually holds. */
    String from(String attribute) {
        StringBuilder path = new StringBuilder(placeholders.name(attribute));
        boolean document = attribute.equals("l") || attribute.equals("m");
        while (document ? choices.oneIn(3) : choices.oneIn(15)) {
            boolean index = attribute.equals("l") ? !choices.oneIn(5) : choices.oneIn(5);
            if (index) {
                path.append('[').append(choices.below(4)).append(']');
            } else {
                path.append('.').append(placeholders.name(Values.mapKey(choices)));
            }
            document = choices.oneIn(3);
        }
        return path.toString();
    }

    String any() {
        return from(Attributes.name(choices));
    }
}
