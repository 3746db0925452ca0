package dev.globaltable.junit;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Chooses the seed of a simulation. */
final class Seeds {

    private static final String PARAMETER = "globaltable.seed";
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Seeds() {}

    static long choose(OptionalLong declared, ExtensionContext context) {
        return declared.orElseGet(() -> context.getConfigurationParameter(PARAMETER)
                .map(Seeds::parse)
                .orElseGet(() -> derive(context.getUniqueId())));
    }

    private static long parse(String text) {
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException notANumber) {
            throw Misuse.configuration(PARAMETER, text, "a whole number, for example -D" + PARAMETER + "=4711");
        }
    }

    /**
     * A seed for a test by its place in the test tree. It is short enough to be written as an {@code int}, and the same
     * whoever runs the test: what launchers put around the engine, such as suites, has no part in it.
     */
    static long derive(String uniqueId) {
        String path = uniqueId.substring(uniqueId.lastIndexOf("[engine:") + 1);
        long hash = FNV_OFFSET;
        for (byte unit : path.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (unit & 0xff)) * FNV_PRIME;
        }
        return (hash ^ (hash >>> 32)) & Integer.MAX_VALUE;
    }
}
