package dev.globaltable.assertj;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values from plain Java ones, and when two are the same to DynamoDB. */
final class Attributes {

    private Attributes() {}

    /** The attribute value that a plain value stands for; attribute values stand for themselves. */
    static AttributeValue of(@Nullable Object value) {
        if (value instanceof AttributeValue attribute) {
            return attribute;
        }
        if (value == null) {
            return AttributeValue.fromNul(true);
        }
        if (value instanceof String text) {
            return AttributeValue.fromS(text);
        }
        if (value instanceof Number number) {
            return AttributeValue.fromN(number.toString());
        }
        if (value instanceof Boolean bool) {
            return AttributeValue.fromBool(bool);
        }
        if (value instanceof byte[] bytes) {
            return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
        }
        if (value instanceof SdkBytes bytes) {
            return AttributeValue.fromB(bytes);
        }
        if (value instanceof List<?> list) {
            return AttributeValue.fromL(list.stream().map(Attributes::of).toList());
        }
        if (value instanceof Map<?, ?> map) {
            return AttributeValue.fromM(item(map));
        }
        throw new IllegalArgumentException(
                "No attribute value for " + value.getClass().getName() + " " + value
                        + ". Give a String, Number, Boolean, byte[], SdkBytes, List, Map, null, or an AttributeValue (for sets:"
                        + " AttributeValue.fromSs, fromNs, fromBs).");
    }

    /** An item from plain values. */
    static Map<String, AttributeValue> item(Map<?, ?> values) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        values.forEach((name, value) -> item.put(String.valueOf(name), of(value)));
        return item;
    }

    static boolean same(Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
        return one.keySet().equals(other.keySet())
                && one.keySet().stream().allMatch(name -> same(one.get(name), other.get(name)));
    }

    /** Numbers are the same when they have the same value, sets when they have the same elements. */
    static boolean same(@Nullable AttributeValue one, @Nullable AttributeValue other) {
        if (one == null || other == null || one.type() != other.type()) {
            return one == null && other == null;
        }
        return switch (one.type()) {
            case N -> new BigDecimal(one.n()).compareTo(new BigDecimal(other.n())) == 0;
            case NS -> numbers(one.ns()).equals(numbers(other.ns()));
            case SS ->
                one.ss().stream()
                        .sorted()
                        .toList()
                        .equals(other.ss().stream().sorted().toList());
            case BS -> one.bs().containsAll(other.bs()) && other.bs().containsAll(one.bs());
            case M -> same(one.m(), other.m());
            case L -> same(one.l(), other.l());
            default -> one.equals(other);
        };
    }

    private static boolean same(List<AttributeValue> one, List<AttributeValue> other) {
        boolean same = one.size() == other.size();
        for (int at = 0; same && at < one.size(); at++) {
            same = same(one.get(at), other.get(at));
        }
        return same;
    }

    /** A tree set compares as {@code compareTo} does, so that 1 and 1.0 are one element. */
    private static Set<BigDecimal> numbers(List<String> texts) {
        return texts.stream().map(BigDecimal::new).collect(Collectors.toCollection(TreeSet::new));
    }
}
