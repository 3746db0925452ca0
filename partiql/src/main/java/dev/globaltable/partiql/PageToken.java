package dev.globaltable.partiql;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.AttributeType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Where the next page of a statement goes on: {@code NextToken}. It means something for the same statement with the same
 * parameters only.
 *
 * @param partition which of the partitions is next, from 0
 * @param startKey after which item of it, empty for its first one
 */
record PageToken(int partition, Map<String, AttributeValue> startKey) {

    static final PageToken FIRST = new PageToken(0, new TreeMap<>());

    /** What tells a statement with its parameters from others. */
    static long fingerprint(String statement, List<AttributeValue> parameters) {
        CRC32 sum = new CRC32();
        sum.update(statement.getBytes(StandardCharsets.UTF_8));
        sum.update(parameters.toString().getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    String text(long fingerprint) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(fingerprint);
            out.writeInt(partition);
            out.writeInt(startKey.size());
            for (Map.Entry<String, AttributeValue> attribute : startKey.entrySet()) {
                AttributeType type = AttributeType.of(attribute.getValue());
                out.writeUTF(attribute.getKey());
                out.writeUTF(type.name());
                byte[] value = bytes(type, attribute.getValue());
                out.writeInt(value.length);
                out.write(value);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static byte[] bytes(AttributeType type, AttributeValue value) {
        return switch (type) {
            case S -> value.s().getBytes(StandardCharsets.UTF_8);
            case N -> value.n().getBytes(StandardCharsets.UTF_8);
            case B -> value.b().asByteArray();
            default -> throw new IllegalArgumentException("No key: " + value);
        };
    }

    /** Reads a token that was given for this fingerprint; no token is the first page. */
    static PageToken parse(@Nullable String text, long fingerprint) {
        if (text == null) {
            return FIRST;
        }
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            if (in.readLong() != fingerprint) {
                throw invalid();
            }
            int partition = in.readInt();
            if (partition < 0) {
                throw invalid();
            }
            Map<String, AttributeValue> startKey = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                AttributeType type = AttributeType.valueOf(in.readUTF());
                startKey.put(name, value(type, in.readNBytes(in.readInt())));
            }
            return new PageToken(partition, startKey);
        } catch (IOException | IllegalArgumentException | NegativeArraySizeException unreadable) {
            throw invalid();
        }
    }

    private static AttributeValue value(AttributeType type, byte[] bytes) {
        return switch (type) {
            case S -> AttributeValue.fromS(new String(bytes, StandardCharsets.UTF_8));
            case N -> AttributeValue.fromN(new String(bytes, StandardCharsets.UTF_8));
            case B -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
            default -> throw invalid();
        };
    }

    private static DynamoDbException invalid() {
        return validation("Invalid NextToken");
    }
}
