package dev.globaltable.check;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** When each operation was called and answered, as places in one order. */
final class Times {

    private final List<Observation> operations;
    private final Duration slack;
    private final long[] begin;
    private final long[] end;
    /** Even numbers stand for calls, odd ones for answers; the half is the operation. */
    private final Integer[] order;

    /**
     * Of what happens at one instant, calls that are answered in the same instant follow each other by their ids; the
     * answer to a longer call comes last, for nobody knows what it came before.
     */
    Times(List<Observation> operations) {
        this(operations, Duration.ZERO);
    }

    /** @param slack how much earlier operations that only read count as called */
    Times(List<Observation> operations, Duration slack) {
        this.operations = operations;
        this.slack = slack;
        this.begin = new long[operations.size()];
        this.end = new long[operations.size()];
        this.order = new Integer[operations.size() * 2];
        Arrays.setAll(order, number -> number);
        Arrays.sort(order, this::compare);
        for (int place = 0; place < order.length; place++) {
            int at = order[place] / 2;
            if (isCall(order[place])) {
                begin[at] = place;
            } else {
                end[at] = isNever(order[place]) ? Long.MAX_VALUE : place;
            }
        }
    }

    private static boolean isCall(int number) {
        return number % 2 == 0;
    }

    private boolean isNever(int number) {
        return !isCall(number) && operations.get(number / 2).completed().isEmpty();
    }

    private Instant time(int number) {
        Observation operation = operations.get(number / 2);
        if (!isCall(number)) {
            return operation.completed().orElse(Instant.MAX);
        }
        return operation.writes().isEmpty() && !slack.isZero()
                ? operation.invoked().minus(slack)
                : operation.invoked();
    }

    private boolean isLateAnswer(int number) {
        return !isCall(number) && !time(number).equals(time(number - 1));
    }

    private int compare(int left, int right) {
        int byTime = time(left).compareTo(time(right));
        if (byTime != 0) {
            return byTime;
        }
        int byKind = Boolean.compare(isLateAnswer(left), isLateAnswer(right));
        return byKind != 0 ? byKind : Integer.compare(left, right);
    }

    /** How many calls and answers there are. */
    int places() {
        return order.length;
    }

    /** The operation that is called or answered at a place. */
    int operation(int place) {
        return order[place] / 2;
    }

    /** Whether an operation is called at a place, not answered. */
    boolean isCalled(int place) {
        return isCall(order[place]);
    }

    /** The place of a call. */
    long begin(int at) {
        return begin[at];
    }

    /** The place of an answer; greater than all others when there never was one. */
    long end(int at) {
        return end[at];
    }

    /** Whether the first was answered before the second was called. */
    boolean precedes(int first, int second) {
        return end[first] < begin[second];
    }

    static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros().toPlainString() + " s";
    }
}
