package dev.globaltable.differential.generation;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Reads and replaces a request's members by their name on the wire, whatever the request's type. */
public final class Members {

    private Members() {}

    /** The member's value as the request holds it, an automatically made empty collection included. */
    public static @Nullable Object get(SdkPojo request, String member) {
        SdkField<?> field = find(request, member);
        return field == null ? null : field.getValueOrDefault(request);
    }

    /** Whether requests of this type have the member at all. */
    public static boolean has(SdkPojo request, String member) {
        return find(request, member) != null;
    }

    /** The same request with one member replaced; {@code null} removes it. */
    public static DynamoDbRequest with(DynamoDbRequest request, String member, @Nullable Object value) {
        SdkField<?> field = find(request, member);
        if (field == null) {
            throw new IllegalArgumentException(request.getClass().getSimpleName() + " has no member " + member);
        }
        DynamoDbRequest.Builder builder = request.toBuilder();
        field.set(builder, value);
        return (DynamoDbRequest) ((SdkBuilder<?, ?>) builder).build();
    }

    private static @Nullable SdkField<?> find(SdkPojo request, String member) {
        for (SdkField<?> field : request.sdkFields()) {
            if (field.locationName().equals(member)) {
                return field;
            }
        }
        return null;
    }
}
