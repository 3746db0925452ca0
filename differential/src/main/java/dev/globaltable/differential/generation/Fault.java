package dev.globaltable.differential.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * One way to make a request wrong.
 *
 * @param name what is wrong
 * @param fits the requests it can be injected into
 * @param injection the wrong request
 */
record Fault(String name, Predicate<DynamoDbRequest> fits, UnaryOperator<DynamoDbRequest> injection) {

    /** A member set to a given value, in every request that has the member. */
    static Fault member(String name, String member, @Nullable Object value) {
        return new Fault(
                name, request -> Members.has(request, member), request -> Members.with(request, member, value));
    }

    /** An entry put into a member that is a map. */
    static Fault entry(String name, String member, String key, Object value) {
        return new Fault(
                name,
                request -> Members.has(request, member),
                request -> Members.with(request, member, plus(request, member, key, value)));
    }

    /** An entry put into the item or the key, whichever the request has. */
    static Fault attribute(String name, String key, AttributeValue value) {
        return new Fault(name, Fault::hasItemOrKey, request -> {
            String member = itemOrKey(request);
            return Members.with(request, member, plus(request, member, key, value));
        });
    }

    /** An entry taken from the item or the key. */
    static Fault noAttribute(String name, String key) {
        return new Fault(name, Fault::hasItemOrKey, request -> {
            String member = itemOrKey(request);
            Map<String, Object> less = copy(request, member);
            less.remove(key);
            return Members.with(request, member, less);
        });
    }

    /** The text of an expression changed, where there is one. */
    static Fault expression(String name, String member, UnaryOperator<String> change) {
        return new Fault(
                name,
                request -> Members.has(request, member) && Members.get(request, member) != null,
                request -> Members.with(request, member, change.apply((String) Members.get(request, member))));
    }

    private static boolean hasItemOrKey(DynamoDbRequest request) {
        return Members.has(request, "Item") || Members.has(request, "Key");
    }

    private static String itemOrKey(DynamoDbRequest request) {
        return Members.has(request, "Item") ? "Item" : "Key";
    }

    private static Map<String, Object> plus(DynamoDbRequest request, String member, String key, Object value) {
        Map<String, Object> more = copy(request, member);
        more.put(key, value);
        return more;
    }

    private static Map<String, Object> copy(DynamoDbRequest request, String member) {
        Map<String, Object> copy = new TreeMap<>();
        if (Members.get(request, member) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> copy.put((String) key, value));
        }
        return copy;
    }

    /** A step with none, one or two of the faults, drawn from those that fit. */
    static Step inject(Choices choices, Step.Kind kind, DynamoDbRequest request, List<Fault> catalogue) {
        int count = choices.oneIn(5) ? (choices.oneIn(6) ? 2 : 1) : 0;
        List<Fault> chosen = new ArrayList<>();
        for (int attempt = 0; attempt < 8 && chosen.size() < count; attempt++) {
            Fault fault = choices.pick(catalogue);
            if (fault.fits().test(request) && !chosen.contains(fault)) {
                chosen.add(fault);
            }
        }
        DynamoDbRequest wrong = request;
        List<Step.Injected> injected = new ArrayList<>();
        for (Fault fault : chosen) {
            wrong = fault.injection().apply(wrong);
            injected.add(new Step.Injected(fault.name(), fault.injection().apply(request)));
        }
        return new Step(kind, wrong, request, List.copyOf(injected));
    }
}
