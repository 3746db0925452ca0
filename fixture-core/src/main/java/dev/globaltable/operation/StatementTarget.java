package dev.globaltable.operation;

import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a PartiQL statement does to what, for the permission to do it.
 *
 * @param index the index that is read, {@code null} for the table itself
 * @param attributes the top-level attributes that the statement names
 * @param everyAttribute whether a select shows all attributes rather than those it names
 * @param partitions the partition keys it is about, {@code null} when it is about any
 * @param returnValues what it returns in the words of {@code ReturnValues}, {@code null} when it does not say
 * @since 0.1.0
 */
public record StatementTarget(
        Action action,
        String table,
        @Nullable String index,
        SortedSet<String> attributes,
        boolean everyAttribute,
        @Nullable List<AttributeValue> partitions,
        @Nullable String returnValues) {

    /** The kinds of statements that need a permission. */
    public enum Action {
        SELECT("Select"),
        INSERT("Insert"),
        UPDATE("Update"),
        DELETE("Delete");

        private final String spelling;

        Action(String spelling) {
            this.spelling = spelling;
        }

        /** As in {@code dynamodb:PartiQLSelect}. */
        public String spelling() {
            return spelling;
        }
    }
}
