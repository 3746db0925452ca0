package dev.globaltable.differential;

import dev.globaltable.differential.Outcome.Answer;
import dev.globaltable.differential.Outcome.Refusal;
import java.util.Arrays;
import java.util.Objects;

/** Whether two outcomes say the same, perhaps in other words. */
final class Agreement {

    private static final ServiceTexts TEXTS = new ServiceTexts();

    private Agreement() {}

    /** Equal, or different in a way that a rule about texts alone explains. */
    static boolean sayTheSame(Outcome local, Outcome simulated) {
        return local.equals(simulated)
                || sameFault(local, simulated)
                || sameWithoutOrder(local, simulated)
                || reallyOverlap(local, simulated);
    }

    /** The same fault, where the service's wording of it is known and is not DynamoDB Local's. */
    static boolean sameFault(Outcome local, Outcome simulated) {
        return local instanceof Refusal a
                && simulated instanceof Refusal b
                && a.code().equals(b.code())
                && a.status() == b.status()
                && Objects.equals(a.details(), b.details())
                && sameText(a.message(), b.message());
    }

    static boolean sameText(String local, String simulated) {
        return local.equals(simulated) || TEXTS.correspond(local, simulated);
    }

    /** The same placeholders, listed in another order. */
    static boolean sameWithoutOrder(Outcome local, Outcome simulated) {
        return local instanceof Refusal a
                && simulated instanceof Refusal b
                && a.code().equals(b.code())
                && (a.message().contains("unused in expressions: keys: {")
                        || a.message().contains(" does not project ["))
                && sortedKeys(a.message()).equals(sortedKeys(b.message()));
    }

    private static String sortedKeys(String message) {
        int open = Math.max(message.indexOf('{'), message.indexOf("project [") + "project ".length());
        int close = Math.max(message.lastIndexOf('}'), message.lastIndexOf(']'));
        if (open < 0 || close < open) {
            return message;
        }
        String[] keys = message.substring(open + 1, close).split(", ", -1);
        Arrays.sort(keys);
        return message.substring(0, open) + String.join(", ", keys) + message.substring(close);
    }

    /** The simulation names two paths that overlap, DynamoDB Local two that do not. */
    static boolean reallyOverlap(Outcome local, Outcome simulated) {
        return local instanceof Refusal a
                && simulated instanceof Refusal b
                && PathPair.of(a.message()).isPresent()
                && PathPair.of(a.message()).filter(PathPair::meet).isEmpty()
                && PathPair.of(b.message()).filter(PathPair::meet).isPresent();
    }

    /** Whether everything before a phase was found in order. */
    static boolean goesOnTo(Outcome outcome, Phase phase) {
        return outcome instanceof Answer
                || (outcome instanceof Refusal refusal
                        && Phase.of(refusal.message()).compareTo(phase) >= 0);
    }
}
