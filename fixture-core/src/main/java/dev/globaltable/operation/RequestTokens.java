package dev.globaltable.operation;

import dev.globaltable.error.ServiceErrors;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The client request tokens that transactions were completed with. Each Region knows its own: the same token in another
 * Region is a new request (LWW-25).
 */
final class RequestTokens {

    private static final long VALID_MICROS = Duration.ofMinutes(10).toNanos() / 1000;

    private final LongSupplier nowMicros;
    private final Map<String, Use> uses = new LinkedHashMap<>();

    /** @param nowMicros virtual time, in microseconds since the epoch */
    RequestTokens(LongSupplier nowMicros) {
        this.nowMicros = nowMicros;
    }

    private record Use(Object actions, long completedMicros) {}

    /**
     * Whether these actions were completed with this token within the last ten minutes; fails if others were.
     *
     * @param token {@code null} when the request has none, which repeats nothing
     */
    boolean isRepeated(@Nullable String token, Object actions) {
        Use use = token == null ? null : uses.get(token);
        if (use == null || isExpired(use)) {
            return false;
        }
        if (!use.actions().equals(actions)) {
            throw ServiceErrors.idempotentParameterMismatch();
        }
        return true;
    }

    /** Remembers a token whose request was completed just now; what was refused may be sent again. */
    void complete(@Nullable String token, Object actions) {
        if (token == null) {
            return;
        }
        // In the order of completion, so that the expired ones come first.
        Iterator<Use> oldest = uses.values().iterator();
        while (oldest.hasNext() && isExpired(oldest.next())) {
            oldest.remove();
        }
        uses.put(token, new Use(actions, nowMicros.getAsLong()));
    }

    private boolean isExpired(Use use) {
        return nowMicros.getAsLong() - use.completedMicros() >= VALID_MICROS;
    }
}
