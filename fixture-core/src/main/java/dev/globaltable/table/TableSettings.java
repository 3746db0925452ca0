package dev.globaltable.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;

/**
 * What {@code CreateTable} sets and {@code UpdateTable} can change. Immutable.
 *
 * @param provisioned the provisioned throughput, {@code null} for on-demand tables
 * @param stream what the table's stream shows, {@code null} when it has none
 * @param tableClass {@code null} when the request did not say
 * @param indexes local indexes first; {@link ReplicaTable#addIndex} and {@link ReplicaTable#removeIndex} change which
 *     there are
 * @param options what the description tells beside these
 */
public record TableSettings(
        List<AttributeDefinition> attributeDefinitions,
        BillingMode billingMode,
        @Nullable ProvisionedThroughput provisioned,
        @Nullable StreamViewType stream,
        @Nullable TableClass tableClass,
        boolean deletionProtected,
        List<IndexSettings> indexes,
        TableOptions options) {

    public TableSettings {
        attributeDefinitions = List.copyOf(attributeDefinitions);
        indexes = List.copyOf(indexes);
    }

    /** On-demand, without a stream, not protected: what every other table differs from. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with these settings. */
    public Builder toBuilder() {
        return new Builder()
                .attributeDefinitions(attributeDefinitions).billingMode(billingMode).provisioned(provisioned).stream(
                                stream)
                        .tableClass(tableClass)
                        .deletionProtected(deletionProtected)
                        .indexes(indexes)
                        .options(options);
    }

    /** Collects settings. */
    public static final class Builder {

        private List<AttributeDefinition> attributeDefinitions = List.of();
        private BillingMode billingMode = BillingMode.PAY_PER_REQUEST;
        private @Nullable ProvisionedThroughput provisioned;
        private @Nullable StreamViewType stream;
        private @Nullable TableClass tableClass;
        private boolean deletionProtected;
        private List<IndexSettings> indexes = List.of();
        private TableOptions options = TableOptions.DEFAULT;

        private Builder() {}

        public Builder attributeDefinitions(List<AttributeDefinition> value) {
            attributeDefinitions = value;
            return this;
        }

        public Builder billingMode(BillingMode value) {
            billingMode = value;
            return this;
        }

        public Builder provisioned(@Nullable ProvisionedThroughput value) {
            provisioned = value;
            return this;
        }

        public Builder stream(@Nullable StreamViewType value) {
            stream = value;
            return this;
        }

        public Builder tableClass(@Nullable TableClass value) {
            tableClass = value;
            return this;
        }

        public Builder deletionProtected(boolean value) {
            deletionProtected = value;
            return this;
        }

        public Builder indexes(List<IndexSettings> value) {
            indexes = value;
            return this;
        }

        public Builder options(TableOptions value) {
            options = value;
            return this;
        }

        public TableSettings build() {
            return new TableSettings(
                    attributeDefinitions,
                    billingMode,
                    provisioned,
                    stream,
                    tableClass,
                    deletionProtected,
                    indexes,
                    options);
        }
    }
}
