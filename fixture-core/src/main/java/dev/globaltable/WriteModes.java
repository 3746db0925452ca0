package dev.globaltable;

import dev.globaltable.dax.DaxService;
import dev.globaltable.table.LocalWrite;
import dev.globaltable.table.StoredItem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The write modes that global tables were declared with, as they are now. Guarded by the simulation's lock. */
final class WriteModes {

    /** What carries a call from the application to the simulation, by the beginnings of the classes' names. */
    private static final List<String> BELOW_THE_APPLICATION = List.of(
            Simulation.class.getName(),
            DirectClient.class.getName(),
            DaxCluster.class.getName(),
            DaxService.class.getPackageName() + ".",
            "dev.globaltable.sdk.",
            "dev.globaltable.http.",
            "software.amazon.awssdk.",
            "io.netty.",
            "com.sun.proxy.",
            "java.",
            "jdk.");

    private final Map<String, WriteMode> modes = new LinkedHashMap<>();

    void declare(String table, WriteMode mode) {
        modes.put(table, mode);
    }

    WriteMode of(String table) {
        return modes.getOrDefault(table, WriteMode.anyRegion());
    }

    /** The Region that should have made this write; {@code null} when it did. */
    @Nullable
    Region expected(LocalWrite write) {
        WriteMode mode = of(write.table().name());
        if (mode == WriteMode.anyRegion()) {
            return null;
        }
        Region home = mode.home(item(write));
        return write.table().region().equals(home) ? null : home;
    }

    private static Map<String, AttributeValue> item(LocalWrite write) {
        Map<String, AttributeValue> image = write.written().image();
        StoredItem overwritten = write.overwritten();
        if (image == null && overwritten != null) {
            image = overwritten.image();
        }
        return image == null ? Collections.emptyMap() : image;
    }

    /** The line of the application that made the call which is being answered. */
    static Optional<StackTraceElement> caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.dropWhile(frame -> !frame.getClassName().equals(Simulation.class.getName()))
                        .dropWhile(frame -> BELOW_THE_APPLICATION.stream()
                                .anyMatch(prefix -> frame.getClassName().startsWith(prefix)))
                        .findFirst()
                        .map(StackWalker.StackFrame::toStackTraceElement));
    }
}
