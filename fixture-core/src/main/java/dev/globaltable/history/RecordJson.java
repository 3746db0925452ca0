package dev.globaltable.history;

import dev.globaltable.item.ItemKey;
import dev.globaltable.item.ItemVersion;
import dev.globaltable.item.KeyValue;
import dev.globaltable.item.Version;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;

/**
 * The records of a history as JSON objects, for {@link CanonicalJson} to write: one member for each component that has a
 * value, so that a new kind of event needs nothing here.
 */
public final class RecordJson {

    private RecordJson() {}

    /** A list of them. */
    public static List<Map<String, Object>> all(List<? extends Record> records) {
        return records.stream().map(RecordJson::of).toList();
    }

    /** An event, and which kind it is. */
    static Map<String, Object> ofEvent(HistoryEvent event) {
        Map<String, Object> object = of((Record) event);
        object.put("event", event.getClass().getSimpleName());
        return object;
    }

    /** One of them. */
    public static Map<String, Object> of(Record record) {
        Map<String, Object> object = new TreeMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = json(value(record, component));
            if (value != null) {
                object.put(component.getName(), value);
            }
        }
        return object;
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("Cannot read " + component + " of " + record, impossible);
        }
    }

    private static @Nullable Object json(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return json(optional.orElse(null));
        }
        if (value instanceof Version version) {
            return version(version);
        }
        if (value instanceof ItemVersion version) {
            return itemVersion(version);
        }
        if (value instanceof ItemKey key) {
            return key(key);
        }
        if (value instanceof Record record) {
            return of(record);
        }
        if (value instanceof AwsServiceException error) {
            return error(error);
        }
        if (value instanceof Region region) {
            return region.id();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RecordJson::json).toList();
        }
        return value instanceof Duration || value instanceof Enum<?> ? value.toString() : value;
    }

    private static Map<String, Object> version(Version version) {
        Map<String, Object> object = new TreeMap<>();
        object.put("timestamp", version.timestamp());
        object.put("origin", version.origin().id());
        object.put("sequence", version.sequence());
        return object;
    }

    private static Map<String, Object> itemVersion(ItemVersion version) {
        Map<String, Object> object = new TreeMap<>(version(version.version()));
        version.item().ifPresentOrElse(item -> object.put("item", item), () -> object.put("deleted", true));
        return object;
    }

    private static Map<String, Object> key(ItemKey key) {
        Map<String, Object> object = new TreeMap<>();
        object.put("partition", key.partition().toAttributeValue());
        KeyValue sort = key.sort();
        if (sort != null) {
            object.put("sort", sort.toAttributeValue());
        }
        return object;
    }

    private static Map<String, Object> error(AwsServiceException error) {
        Map<String, Object> object = new TreeMap<>();
        object.put("code", String.valueOf(error.awsErrorDetails().errorCode()));
        object.put("message", String.valueOf(error.awsErrorDetails().errorMessage()));
        return object;
    }
}
