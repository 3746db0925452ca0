package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.table.ReplicaTable;
import dev.globaltable.table.TableSettings;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.SSEType;

/** The key that a table is encrypted with. It is described, and every key is taken to exist: AWS KMS is not simulated. */
record EncryptionChange(SSESpecification specification) implements TableChange {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String AWS_MANAGED = "alias/aws/dynamodb";

    static EncryptionChange of(SSESpecification specification) {
        boolean disabled = Boolean.FALSE.equals(specification.enabled());
        if (disabled && specification.sseTypeAsString() != null) {
            throw validation(INVALID + "SSEType can not be specified if Enabled is false");
        }
        if (disabled && specification.kmsMasterKeyId() != null) {
            throw validation(INVALID + "KMSMasterKeyId can not be specified if Enabled is false");
        }
        if (specification.sseType() == SSEType.AES256) {
            throw validation(INVALID + "SSEType AES256 is not supported");
        }
        if (specification.kmsMasterKeyId() != null && specification.sseType() != SSEType.KMS) {
            throw validation(INVALID + "SSEType KMS is required if KMSMasterKeyId is specified");
        }
        return new EncryptionChange(specification);
    }

    private boolean encrypts() {
        return Boolean.TRUE.equals(specification.enabled()) || specification.sseType() == SSEType.KMS;
    }

    /** How a new table with this ARN describes its key; {@code null} for the one that AWS owns. */
    @Nullable
    SSEDescription of(String tableArn) {
        return encrypts() ? description(tableArn, specification.kmsMasterKeyId()) : null;
    }

    /** How a table with this ARN describes this key, or for {@code null} the one that AWS manages. */
    static SSEDescription description(String tableArn, @Nullable String key) {
        return SSEDescription.builder()
                .status(SSEStatus.ENABLED)
                .sseType(SSEType.KMS)
                .kmsMasterKeyArn(keyArn(tableArn, key == null ? AWS_MANAGED : key))
                .build();
    }

    /** Whether the table is encrypted with a key of the account's own, not one that AWS owns or manages. */
    static boolean hasCustomerKey(ReplicaTable table) {
        SSEDescription current = table.settings().options().encryption();
        return current != null && !keyArn(table.definition().arn(), AWS_MANAGED).equals(current.kmsMasterKeyArn());
    }

    @Override
    public void check(ReplicaTable table) {
        if (table.isReplica() && specification.kmsMasterKeyId() != null) {
            throw validation(
                    "Invalid operation: Customer Managed CMKs on Global Table Version 2019.11.21 replicas cannot be"
                            + " updated through SSESpecification parameter and can only be updated through ReplicaUpdates"
                            + " parameter");
        }
        SSEDescription current = table.settings().options().encryption();
        if (current != null && current.status() == SSEStatus.UPDATING) {
            throw InUse.beingUpdated(table);
        }
        if (!encrypts() && current == null) {
            throw validation(INVALID + "Table is already encrypted by default");
        }
        if (current != null && current.kmsMasterKeyArn().equals(specification.kmsMasterKeyId())) {
            throw validation(INVALID + "Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId"
                    + " parameter if you want to change Master Key");
        }
    }

    @Override
    public Effect effect(ReplicaTable table) {
        return Effect.ACTIVE;
    }

    @Override
    public TableSettings begin(ReplicaTable table, TableSettings settings) {
        SSEDescription current = settings.options().encryption();
        SSEDescription updating = current == null
                ? SSEDescription.builder().status(SSEStatus.UPDATING).build()
                : current.toBuilder().status(SSEStatus.UPDATING).build();
        return with(settings, updating);
    }

    @Override
    public TableSettings end(ReplicaTable table, TableSettings settings) {
        return with(settings, of(table.definition().arn()));
    }

    private static TableSettings with(TableSettings settings, @Nullable SSEDescription encryption) {
        return settings.toBuilder()
                .options(settings.options().withEncryption(encryption))
                .build();
    }

    /** A key by its ARN or id; an alias stands for a key of its own in each Region. */
    private static String keyArn(String tableArn, String key) {
        if (key.startsWith("arn:") && key.contains(":key/")) {
            return key;
        }
        String[] table = tableArn.split(":", -1);
        String prefix = "arn:" + table[1] + ":kms:" + table[3] + ":" + table[4] + ":key/";
        String alias = key.substring(key.indexOf("alias/") < 0 ? 0 : key.indexOf("alias/"));
        return prefix
                + (alias.startsWith("alias/")
                        ? UUID.nameUUIDFromBytes((prefix + alias).getBytes(StandardCharsets.UTF_8))
                        : key);
    }
}
