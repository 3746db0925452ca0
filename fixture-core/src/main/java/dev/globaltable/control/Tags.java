package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** What tags may be, and how many a resource may have. */
final class Tags {

    private static final int TAGS_MAX = 50;
    private static final int KEY_MAX = 128;
    private static final int VALUE_MAX = 256;
    private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private Tags() {}

    /** Fails unless these can be set together. */
    static void requireValid(List<Tag> tags) {
        if (tags.isEmpty()) {
            throw validation("Atleast one Tag needs to be provided as Input.");
        }
        requireCount(tags.size());
        Collection<String> keys = new TreeSet<>();
        for (Tag tag : tags) {
            requireKey(tag.key());
            if (!isText(tag.value(), 0, VALUE_MAX)) {
                throw validation("The Tag Value provided is invalid, Value: " + tag.value());
            }
            if (!keys.add(tag.key())) {
                throw validation("Duplicate Tag Keys provided as input: Duplicate Tag Key found " + tag.key());
            }
        }
    }

    /** Fails unless tags can have these keys. */
    static void requireValidKeys(List<String> keys) {
        if (keys.isEmpty()) {
            throw validation("Atleast one Tag Key needs to be provided as Input.");
        }
        requireCount(keys.size());
        keys.forEach(Tags::requireKey);
    }

    /** Sets tags on top of those a resource has. */
    static void set(Map<String, String> tags, List<Tag> added) {
        Map<String, String> merged = new TreeMap<>(tags);
        added.forEach(tag -> merged.put(tag.key(), tag.value()));
        requireCount(merged.size());
        added.forEach(tag -> tags.put(tag.key(), tag.value()));
    }

    private static void requireCount(int count) {
        if (count > TAGS_MAX) {
            throw validation("Number of Tags exceed the current limit for the provided ResourceArn");
        }
    }

    private static void requireKey(@Nullable String key) {
        if (key == null || !isText(key, 1, KEY_MAX)) {
            throw validation("The Tag Key provided is invalid, Key: " + key);
        }
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw validation("Tag Key cannot be prefixed with aws:, Key: " + key);
        }
    }

    private static boolean isText(@Nullable String text, int least, int greatest) {
        return text != null
                && text.length() >= least
                && text.length() <= greatest
                && TEXT.matcher(text).matches();
    }
}
