package dev.globaltable;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which Region an application lets write an item: AWS's three write modes for global tables. DynamoDB does not enforce them;
 * declare one with {@link GlobalTableDefinition#writeMode}, and {@link SimulatedTable#strayWrites} tells which calls broke
 * it.
 *
 * <pre>{@code
 * GlobalTableDefinition.named("sessions")
 *     .partitionKey("id")
 *     .writeMode(WriteMode.oneRegion(Region.US_EAST_1))
 * }</pre>
 *
 * <p>Source: Amazon DynamoDB Developer Guide, "Write modes with global tables".
 *
 * @since 0.1.0
 */
public final class WriteMode {

    private static final WriteMode ANY_REGION = new WriteMode("write to any Region", null, item -> null);

    private final String name;
    private final @Nullable Region writer;
    private final Function<Map<String, AttributeValue>, @Nullable Region> home;

    private WriteMode(
            String name, @Nullable Region writer, Function<Map<String, AttributeValue>, @Nullable Region> home) {
        this.name = name;
        this.writer = writer;
        this.home = home;
    }

    /** Every Region takes writes of every item, and the last writer wins. The default; no write breaks it. */
    public static WriteMode anyRegion() {
        return ANY_REGION;
    }

    /**
     * One Region takes all writes; the others serve reads, until one of them is {@linkplain SimulatedTable#promote
     * promoted}.
     */
    public static WriteMode oneRegion(Region writer) {
        return new WriteMode("write to one Region", Definitions.requireKnown(writer), item -> writer);
    }

    /**
     * Every item has a home Region, which alone writes it.
     *
     * <pre>{@code
     * WriteMode.ownRegion(item -> Region.of(item.get("homeRegion").s()))
     * }</pre>
     *
     * @param home tells an item's home, or {@code null} where it has none; it is asked with the item as the write leaves it,
     *     or, for a delete, as it was
     */
    public static WriteMode ownRegion(Function<Map<String, AttributeValue>, @Nullable Region> home) {
        return new WriteMode("write to your Region", null, home);
    }

    /** Whether a Region can be promoted: there is one that takes all writes. */
    boolean hasWriter() {
        return writer != null;
    }

    /** The Region that alone should write this item; {@code null} when any may. */
    @Nullable
    Region home(Map<String, AttributeValue> item) {
        return home.apply(item);
    }

    @Override
    public String toString() {
        return writer == null ? name : name + " (" + writer.id() + ")";
    }
}
