package dev.globaltable.differential;

import dev.globaltable.differential.generation.Step;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Two outcomes of one step that are not the same.
 *
 * @param signature what differences of one cause have in common: the operation, the codes and the messages without names
 */
record Difference(String signature, Outcome local, Outcome simulated) {

    private static final List<Pattern> PARTICULARS = List.of(
            Pattern.compile("\"[^\"]*\""),
            Pattern.compile("'[^']*'"),
            Pattern.compile("\\[[^\\]]*\\]"),
            Pattern.compile("[:#][A-Za-z0-9_]+"),
            Pattern.compile("\\{[^}]*}"),
            Pattern.compile("(?<=keyword: )\\S+"),
            Pattern.compile("(?<=operand type: )\\w+"),
            Pattern.compile("(?<=(operator|operator or function): )[^;,]+"),
            Pattern.compile("(?<=typeSet: )\\w+"),
            Pattern.compile("(?<=(key|Key|attribute|function|index): )[\\w.]+"),
            Pattern.compile("(?<=Table: )\\S+"),
            Pattern.compile("[0-9]+"));

    static Optional<Difference> between(String operation, Outcome local, Outcome simulated) {
        if (local.equals(simulated)) {
            return Optional.empty();
        }
        String signature = operation + ": ";
        if (local instanceof Outcome.Answer a && simulated instanceof Outcome.Answer b) {
            signature += "both answer, different at " + firstDifference(a.tree(), b.tree());
        } else {
            signature += "DynamoDB Local " + kind(local) + " / simulation " + kind(simulated);
        }
        return Optional.of(new Difference(signature, local, simulated));
    }

    /** A constraint of the model is violated and the simulation says something else, or says it in another way. */
    static Difference unreported(Step step, List<String> violations, Outcome local, Outcome simulated) {
        String signature = Dispatch.operation(step.request()) + ": constraint of the model "
                + general(violations.toString()) + " / simulation " + kind(simulated);
        return new Difference(signature, local, simulated);
    }

    /** The outcome without particulars. */
    static String kind(Outcome outcome) {
        if (outcome instanceof Outcome.Refusal refusal) {
            return refusal.status() + " " + refusal.code() + ": " + general(refusal.message())
                    + (refusal.details() == null ? "" : " with details");
        }
        if (outcome instanceof Outcome.NotSimulated missing) {
            return "does not simulate: " + missing.message();
        }
        return outcome instanceof Outcome.Crash crash ? "crashes: " + general(crash.exception()) : "answers";
    }

    private static String general(String message) {
        String general = message;
        for (Pattern particular : PARTICULARS) {
            general = particular.matcher(general).replaceAll("_");
        }
        return general;
    }

    private static String firstDifference(Object a, Object b) {
        if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
            TreeSet<String> names = new TreeSet<>();
            left.keySet().forEach(name -> names.add((String) name));
            right.keySet().forEach(name -> names.add((String) name));
            for (String name : names) {
                if (!left.containsKey(name)) {
                    return name + " (only simulated)";
                }
                if (!right.containsKey(name)) {
                    return name + " (missing in the simulation)";
                }
                if (!Objects.equals(left.get(name), right.get(name))) {
                    return generalName(name) + "." + firstDifference(left.get(name), right.get(name));
                }
            }
        }
        if (a instanceof List<?> left && b instanceof List<?> right) {
            if (left.size() != right.size()) {
                return "size";
            }
            for (int i = 0; i < left.size(); i++) {
                if (!left.get(i).equals(right.get(i))) {
                    return "[]." + firstDifference(left.get(i), right.get(i));
                }
            }
        }
        return "value";
    }

    /** Members start with a capital; attribute names of the test do not, and which it was says nothing about the cause. */
    private static String generalName(String name) {
        return !name.isEmpty() && Character.isUpperCase(name.charAt(0)) ? name : "attribute";
    }
}
