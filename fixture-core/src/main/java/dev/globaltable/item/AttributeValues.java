package dev.globaltable.item;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * What DynamoDB does with one attribute value. All methods but {@link #canonical} expect canonical values: numbers in
 * canonical text, sets sorted, maps ordered by name.
 *
 * @since 0.1.0
 */
public final class AttributeValues {

    /** A list or map takes this many bytes, and one more per element. */
    private static final int DOCUMENT_OVERHEAD_BYTES = 3;

    private AttributeValues() {}

    /**
     * Checks a value that stands alone in a request, such as an expression attribute value, and gives its canonical
     * form.
     *
     * @throws DynamoDbException a {@code ValidationException} when the value is not valid
     */
    public static AttributeValue canonical(AttributeValue value) {
        return Canonical.value(value, Canonical.MAX_DEPTH);
    }

    /** Whether lists and maps are nested in the value, itself included, on more than so many levels. */
    static boolean nestsDeeperThan(int levels, AttributeValue value) {
        Collection<AttributeValue> inside =
                value.hasL() ? value.l() : value.hasM() ? value.m().values() : Collections.emptyList();
        if (levels == 0) {
            return value.hasL() || value.hasM();
        }
        for (AttributeValue element : inside) {
            if (nestsDeeperThan(levels - 1, element)) {
                return true;
            }
        }
        return false;
    }

    /** Whether DynamoDB holds the two values for equal: sets whatever their order, numbers by their value. */
    public static boolean equal(AttributeValue left, AttributeValue right) {
        AttributeType type = AttributeType.of(left);
        if (type != AttributeType.of(right)) {
            return false;
        }
        return switch (type) {
            case S -> left.s().equals(right.s());
            case N -> left.n().equals(right.n());
            case B -> left.b().equals(right.b());
            case BOOL -> left.bool().equals(right.bool());
            case NULL -> true;
            case SS -> left.ss().equals(right.ss());
            case NS -> left.ns().equals(right.ns());
            case BS -> left.bs().equals(right.bs());
            case L -> equal(left.l(), right.l());
            case M -> equal(left.m(), right.m());
        };
    }

    /** Whether the two values have an order: both S, both N or both B. */
    public static boolean comparable(AttributeValue left, AttributeValue right) {
        AttributeType type = AttributeType.of(left);
        return type.isScalarWithOrder() && type == AttributeType.of(right);
    }

    /** The order of two {@linkplain #comparable comparable} values. */
    public static int compare(AttributeValue left, AttributeValue right) {
        if (left.s() != null) {
            return ByteOrder.compareUtf8(left.s(), right.s());
        }
        if (left.n() != null) {
            return Numbers.compare(left.n(), right.n());
        }
        return Arrays.compareUnsigned(left.b().asByteArrayUnsafe(), right.b().asByteArrayUnsafe());
    }

    /** The bytes the value takes in an item, by the rules AWS publishes. */
    public static int sizeBytes(AttributeValue value) {
        return switch (AttributeType.of(value)) {
            case S -> ByteOrder.utf8Length(value.s());
            case N -> Numbers.sizeBytes(value.n());
            case B -> length(value.b());
            case BOOL, NULL -> 1;
            case SS -> value.ss().stream().mapToInt(ByteOrder::utf8Length).sum();
            case NS -> value.ns().stream().mapToInt(Numbers::sizeBytes).sum();
            case BS -> value.bs().stream().mapToInt(AttributeValues::length).sum();
            case L -> DOCUMENT_OVERHEAD_BYTES + sizeBytes(value.l());
            case M -> DOCUMENT_OVERHEAD_BYTES + value.m().size() + Items.sizeBytes(value.m());
        };
    }

    private static int sizeBytes(List<AttributeValue> elements) {
        int size = elements.size();
        for (AttributeValue element : elements) {
            size += sizeBytes(element);
        }
        return size;
    }

    private static int length(SdkBytes bytes) {
        return bytes.asByteArrayUnsafe().length;
    }

    private static boolean equal(List<AttributeValue> left, List<AttributeValue> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(Map<String, AttributeValue> left, Map<String, AttributeValue> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<String, AttributeValue> entry : left.entrySet()) {
            AttributeValue other = right.get(entry.getKey());
            if (other == null || !equal(entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }
}
