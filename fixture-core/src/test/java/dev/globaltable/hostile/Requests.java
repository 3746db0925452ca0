package dev.globaltable.hostile;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Bodies of requests by the field tables of the model, with anything in them that JSON allows: sense, nonsense, null. */
final class Requests {

    private static final List<String> STRINGS = Stream.of(
                    "people people people events people events nobody people arn:aws:dynamodb:us-east-1:123456789012:table/people"
                            .split(" "),
                    "id id pk n a a 1 -1 1E400 x ALL_OLD ALL_NEW UPDATED_NEW NONE TOTAL INDEXES SIZE COUNT SPECIFIC_ATTRIBUTES AND OR"
                            .split(" "),
                    "EQ NE BETWEEN IN NULL CONTAINS PUT ADD DELETE HASH RANGE S N B PAY_PER_REQUEST PROVISIONED ENABLED STANDARD"
                            .split(" "),
                    "a=:a attribute_exists(a) SET~a=:a id=:a #a a,#a REMOVE~a #a :a \\u0000 \\ud800 é \\ud83d\\ude00"
                            .split(" "))
            .flatMap(Arrays::stream)
            .map(text -> text.replace('~', ' '))
            .toList();

    private final Random random;
    /** One member in so many is not what the model says. */
    private final int sanity;

    Requests(long seed, int sanity) {
        this.random = new Random(seed);
        this.sanity = sanity;
    }

    /** A body for requests of this class. */
    String body(SdkPojo request) {
        return structure(request, 0);
    }

    private String structure(SdkPojo pojo, int depth) {
        return pojo.sdkFields().stream()
                .filter(field -> random.nextInt(depth == 0 ? 3 : 2) > 0)
                .map(field -> "\"" + field.locationName() + "\":" + value(field, depth + 1))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String value(SdkField<?> field, int depth) {
        if (random.nextInt(sanity) == 0 || depth > 9) {
            return nonsense();
        }
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return "\"" + oneOf(STRINGS) + "\"";
        } else if (type == MarshallingType.BOOLEAN) {
            return String.valueOf(random.nextBoolean());
        } else if (type == MarshallingType.LIST) {
            SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
            return elements(depth).mapToObj(at -> value(element, depth + 1)).collect(Collectors.joining(",", "[", "]"));
        } else if (type == MarshallingType.MAP) {
            SdkField<?> element = field.getTrait(MapTrait.class).valueFieldInfo();
            return elements(depth)
                    .mapToObj(at -> "\"" + oneOf(STRINGS) + "\":" + value(element, depth + 1))
                    .collect(Collectors.joining(",", "{", "}"));
        } else if (type == MarshallingType.SDK_POJO) {
            SdkPojo pojo = field.constructor().get();
            return pojo instanceof AttributeValue.Builder ? attributeValue(depth) : structure(pojo, depth);
        } else if (type == MarshallingType.SDK_BYTES) {
            return "\"YQ==\"";
        }
        return oneOf(List.of("0", "1", "2", "-1", "1.5", "99999999999", "1e9"));
    }

    private IntStream elements(int depth) {
        return IntStream.range(0, random.nextInt(depth < 3 ? 4 : 2));
    }

    private String attributeValue(int depth) {
        String deeper = depth > 8 ? "{\"S\":\"x\"}" : attributeValue(depth + 1);
        return oneOf(List.of(
                "{\"S\":\"1\"}",
                "{\"S\":\"" + oneOf(STRINGS) + "\"}",
                "{\"N\":\"" + oneOf(STRINGS) + "\"}",
                "{\"N\":\"1\"}",
                "{\"B\":\"YQ==\"}",
                "{\"BOOL\":true}",
                "{\"NULL\":true}",
                "{\"NULL\":false}",
                "{\"SS\":[\"a\"]}",
                "{\"NS\":[\"1\",null]}",
                "{\"SS\":[null]}",
                "{\"BS\":[null,\"YQ==\"]}",
                "{\"L\":[" + deeper + "]}",
                "{\"L\":[null," + deeper + "]}",
                "{\"M\":{\"a\":" + deeper + ",\"\":null}}",
                "{\"S\":\"x\",\"N\":\"1\"}",
                "{\"S\":null}",
                "{}"));
    }

    private String nonsense() {
        return oneOf(List.of(
                "null",
                "null",
                "null",
                "null",
                "{}",
                "[]",
                "[null]",
                "\"\"",
                "\"x\"",
                "{\"a\":null}",
                "7",
                "-1e99",
                "true"));
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
