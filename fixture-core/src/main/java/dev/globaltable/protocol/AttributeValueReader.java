package dev.globaltable.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads attribute values: what most bytes of most requests are, so it does without the field table. */
final class AttributeValueReader {

    private final JsonReader json;

    AttributeValueReader(JsonReader json) {
        this.json = json;
    }

    AttributeValue readInto(AttributeValue.Builder value) {
        Scalars.require(json, JsonToken.OBJECT);
        json.enterObject();
        while (json.nextMember()) {
            String type = json.memberName();
            if (json.peek() == JsonToken.NULL) {
                json.skip();
            } else {
                readMember(type, value);
            }
        }
        return value.build();
    }

    private AttributeValue read() {
        return readInto(AttributeValue.builder());
    }

    private void readMember(String type, AttributeValue.Builder value) {
        switch (type) {
            case "S" -> value.s(Scalars.string(json));
            case "N" -> value.n(Scalars.string(json));
            case "B" -> value.b(Scalars.bytes(json));
            case "BOOL" -> value.bool(Scalars.bool(json));
            case "NULL" -> value.nul(Scalars.bool(json));
            case "SS" -> value.ss(strings());
            case "NS" -> value.ns(strings());
            case "BS" -> value.bs(binaries());
            case "L" -> value.l(values());
            case "M" -> value.m(members());
            default -> json.skip();
        }
    }

    private List<@Nullable String> strings() {
        return list(Scalars::string);
    }

    private List<@Nullable SdkBytes> binaries() {
        return list(Scalars::bytes);
    }

    private List<@Nullable AttributeValue> values() {
        return list(reader -> read());
    }

    private <T> List<@Nullable T> list(Function<JsonReader, T> element) {
        Scalars.require(json, JsonToken.ARRAY);
        List<@Nullable T> list = new ArrayList<>();
        json.enterArray();
        while (json.nextElement()) {
            list.add(present() ? element.apply(json) : null);
        }
        return list;
    }

    private Map<String, @Nullable AttributeValue> members() {
        Scalars.require(json, JsonToken.OBJECT);
        Map<String, @Nullable AttributeValue> map = new LinkedHashMap<>();
        json.enterObject();
        while (json.nextMember()) {
            String name = json.memberName();
            map.put(name, present() ? read() : null);
        }
        return map;
    }

    private boolean present() {
        if (json.peek() == JsonToken.NULL) {
            json.skip();
            return false;
        }
        return true;
    }
}
