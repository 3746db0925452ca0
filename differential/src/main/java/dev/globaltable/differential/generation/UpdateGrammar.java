package dev.globaltable.differential.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Update expressions; most touch different attributes, some overlap. */
final class UpdateGrammar {

    private final Choices choices;
    private final Placeholders placeholders;
    private final Paths paths;
    private final Set<String> touched = new TreeSet<>();

    UpdateGrammar(Choices choices, Placeholders placeholders) {
        this.choices = choices;
        this.placeholders = placeholders;
        this.paths = new Paths(choices, placeholders);
    }

    String update() {
        List<String> sections = new ArrayList<>(List.of("SET", "SET", "SET", "REMOVE", "ADD", "DELETE"));
        StringBuilder update = new StringBuilder();
        for (int i = choices.oneIn(3) ? choices.between(2, 3) : 1; i > 0; i--) {
            String section = choices.pick(sections);
            sections.removeIf(section::equals);
            update.append(update.isEmpty() ? "" : " ").append(section(section));
        }
        return update.toString();
    }

    private String section(String name) {
        StringBuilder section = new StringBuilder(choices.oneIn(4) ? name.toLowerCase(Locale.ROOT) : name);
        String separator = " ";
        for (int i = choices.oneIn(3) ? choices.between(2, 3) : 1; i > 0; i--) {
            section.append(separator).append(clause(name));
            separator = choices.pick(", ", ",");
        }
        return section.toString();
    }

    private String clause(String section) {
        String attribute = attribute(section);
        return switch (section) {
            case "SET" -> paths.from(attribute) + choices.pick(" = ", "=") + assigned(attribute);
            case "REMOVE" -> paths.from(attribute);
            default -> target(attribute) + " " + change(attribute);
        };
    }

    private String target(String attribute) {
        return choices.oneIn(8) ? paths.from(attribute) : placeholders.name(attribute);
    }

    private String attribute(String section) {
        if (choices.oneIn(80)) {
            return choices.pick(Schema.PARTITION_KEY, Schema.SORT_KEY);
        }
        String attribute = switch (section) {
            case "ADD" -> choices.oneIn(15) ? Attributes.name(choices) : choices.pick("n", "n2", "ss", "ns", "bs");
            case "DELETE" -> choices.oneIn(15) ? Attributes.name(choices) : choices.pick("ss", "ns", "bs");
            default -> Attributes.name(choices);
        };
        return touched.add(attribute) || choices.oneIn(25) ? attribute : attribute(section);
    }

    private String assigned(String attribute) {
        if (choices.oneIn(4)) {
            String number = choices.pick("n", "n2");
            return operand(number) + choices.pick(" + ", " - ", "+", "-") + operand(number);
        }
        if (attribute.equals("l") && choices.oneIn(2)) {
            return choices.oneIn(2)
                    ? "list_append(" + operand("l") + ", " + placeholders.value(Values.list(choices, 0)) + ")"
                    : "list_append(" + placeholders.value(Values.list(choices, 0)) + "," + operand("l") + ")";
        }
        return operand(attribute);
    }

    private String operand(String attribute) {
        return switch (choices.below(8)) {
            case 0 -> paths.from(attribute);
            case 1 -> "if_not_exists(" + paths.from(attribute) + "," + value(attribute) + ")";
            case 2 -> "if_not_exists(" + paths.any() + ", " + (choices.oneIn(3) ? paths.any() : value(attribute)) + ")";
            default -> value(attribute);
        };
    }

    private String value(String attribute) {
        return placeholders.value(Attributes.value(attribute, choices));
    }

    /** The operand of ADD and DELETE: of the attribute's usual type far more often than not, or hardly any would succeed. */
    private String change(String attribute) {
        return placeholders.value(choices.oneIn(15) ? Values.any(choices) : Attributes.usual(attribute, choices));
    }
}
