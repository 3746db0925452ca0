package dev.globaltable.item;

import dev.globaltable.error.ServiceErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Checks values as requests send them and brings them to canonical form, in one walk of bounded depth. */
final class Canonical {

    /** How deep lists and maps may nest; the item itself is the first level. */
    static final int MAX_DEPTH = 32;

    private static final int MAX_NAME_BYTES = 65535;
    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final Comparator<SdkBytes> UNSIGNED =
            (left, right) -> Arrays.compareUnsigned(left.asByteArrayUnsafe(), right.asByteArrayUnsafe());

    private Canonical() {}

    /** The attributes ordered by name; {@code depth} levels of lists and maps may follow below. */
    static Map<String, AttributeValue> map(Map<String, AttributeValue> attributes, int depth) {
        String[] names = names(attributes);
        AttributeValue[] values = new AttributeValue[names.length];
        for (int at = 0; at < names.length; at++) {
            requireName(names[at]);
            values[at] = value(attributes.get(names[at]), depth);
        }
        return new CompactItem(names, values);
    }

    /** The same without a check, for values that are canonical already. */
    static Map<String, AttributeValue> ordered(Map<String, AttributeValue> attributes) {
        String[] names = names(attributes);
        AttributeValue[] values = new AttributeValue[names.length];
        for (int at = 0; at < names.length; at++) {
            values[at] = attributes.get(names[at]);
        }
        return new CompactItem(names, values);
    }

    private static String[] names(Map<String, AttributeValue> attributes) {
        String[] names = attributes.keySet().toArray(new String[0]);
        Arrays.sort(names);
        return names;
    }

    /** The value, which may be a list or map only when {@code depth} is positive. */
    static AttributeValue value(@Nullable AttributeValue value, int depth) {
        if (value == null) {
            throw empty();
        }
        requireOneMember(value);
        return switch (AttributeType.of(value)) {
            case S, B, BOOL -> value;
            case N -> number(value);
            case NULL -> nul(value);
            case SS -> AttributeValue.fromSs(strings(value.ss()));
            case NS -> AttributeValue.fromNs(numbers(value.ns()));
            case BS -> AttributeValue.fromBs(binaries(value.bs()));
            case L -> list(value, below(depth));
            case M -> AttributeValue.fromM(map(value.m(), below(depth)));
        };
    }

    private static int below(int depth) {
        if (depth == 0) {
            throw ServiceErrors.validation("Nesting Levels have exceeded supported limits: "
                    + "Attributes in the item have nested levels beyond supported limit");
        }
        return depth - 1;
    }

    private static AttributeValue number(AttributeValue value) {
        String canonical = Numbers.canonical(value.n());
        return canonical.equals(value.n()) ? value : AttributeValue.fromN(canonical);
    }

    private static AttributeValue nul(AttributeValue value) {
        if (!value.nul()) {
            throw ServiceErrors.validation(INVALID + "Null attribute value types must have the value of true");
        }
        return value;
    }

    /** The list itself when its elements are canonical already, which spares a copy. */
    @SuppressWarnings("ReferenceEquality") // A canonical value is given back as it is.
    private static AttributeValue list(AttributeValue list, int depth) {
        List<AttributeValue> canonical = new ArrayList<>(list.l().size());
        boolean changed = false;
        for (AttributeValue element : list.l()) {
            AttributeValue made = value(element, depth);
            canonical.add(made);
            changed |= made != element;
        }
        return changed ? AttributeValue.fromL(canonical) : list;
    }

    private static List<String> strings(List<String> elements) {
        requireElements(elements, "An string set  may not be empty");
        if (hasNull(elements)) {
            throw ServiceErrors.validation(INVALID + "An string set may not have a null string as a member");
        }
        List<String> sorted = new ArrayList<>(elements);
        sorted.sort(ByteOrder::compareUtf8);
        if (hasDuplicates(sorted)) {
            throw ServiceErrors.validation(INVALID + "Input collection " + elements + " contains duplicates.");
        }
        return sorted;
    }

    private static List<String> numbers(List<String> elements) {
        requireElements(elements, "An number set  may not be empty");
        SortedSet<String> sorted = new TreeSet<>(Numbers::compare);
        for (String element : elements) {
            if (!sorted.add(Numbers.canonical(element == null ? "" : element))) {
                throw ServiceErrors.validation("Input collection contains duplicates");
            }
        }
        return List.copyOf(sorted);
    }

    private static List<SdkBytes> binaries(List<SdkBytes> elements) {
        requireElements(elements, "Binary sets should not be empty");
        if (hasNull(elements)) {
            throw empty();
        }
        List<SdkBytes> sorted = new ArrayList<>(elements);
        sorted.sort(UNSIGNED);
        if (hasDuplicates(sorted)) {
            List<String> texts = elements.stream()
                    .map(element -> Base64.getEncoder().encodeToString(element.asByteArrayUnsafe()))
                    .toList();
            throw ServiceErrors.validation(INVALID + "Input collection " + texts + "of type BS contains duplicates.");
        }
        return sorted;
    }

    private static void requireElements(List<?> elements, String problem) {
        if (elements.isEmpty()) {
            throw ServiceErrors.validation(INVALID + problem);
        }
    }

    /** Not asked of the list itself, which may be one that takes the question amiss. */
    private static boolean hasNull(List<?> elements) {
        for (Object element : elements) {
            if (element == null) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasDuplicates(List<?> sorted) {
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).equals(sorted.get(i - 1))) {
                return true;
            }
        }
        return false;
    }

    static void requireName(String name) {
        if (name.isEmpty()) {
            throw ServiceErrors.validation("Empty attribute name");
        }
        if (ByteOrder.utf8Length(name) > MAX_NAME_BYTES) {
            throw ServiceErrors.validation("Attribute name is too large, must be less than 65536 bytes");
        }
    }

    private static void requireOneMember(AttributeValue value) {
        int members = members(value);
        if (members == 0) {
            throw empty();
        }
        if (members > 1) {
            requireEachMember(value);
            throw ServiceErrors.validation("Supplied AttributeValue has more than one datatypes set, "
                    + "must contain exactly one of the supported datatypes");
        }
    }

    private static DynamoDbException empty() {
        return ServiceErrors.validation(
                "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    }

    /** What is wrong with a member comes before there being too many. */
    private static void requireEachMember(AttributeValue value) {
        if (value.n() != null) {
            Numbers.canonical(value.n());
        }
        if (value.nul() != null) {
            nul(value);
        }
        if (value.hasSs()) {
            strings(value.ss());
        }
        if (value.hasNs()) {
            numbers(value.ns());
        }
        if (value.hasBs()) {
            binaries(value.bs());
        }
    }

    private static int members(AttributeValue value) {
        return count(value.s() != null)
                + count(value.n() != null)
                + count(value.b() != null)
                + count(value.bool() != null)
                + count(value.nul() != null)
                + count(value.hasSs())
                + count(value.hasNs())
                + count(value.hasBs())
                + count(value.hasL())
                + count(value.hasM());
    }

    private static int count(boolean present) {
        return present ? 1 : 0;
    }
}
