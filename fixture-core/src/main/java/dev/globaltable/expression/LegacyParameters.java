package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.item.Items;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/**
 * The parameters that came before expressions, translated to what the expressions are translated to, so that both mean
 * the same. The entries of a map are taken in the order of their names. The values of enums must have been checked.
 *
 * @since 0.1.0
 */
public final class LegacyParameters {

    private LegacyParameters() {}

    /**
     * {@code Expected}, the condition of a write.
     *
     * @param together {@code ConditionalOperator}, null for AND
     * @return null when there are no entries
     * @throws DynamoDbException a {@code ValidationException} when an entry is not valid
     */
    public static @Nullable ConditionExpression expected(
            Map<String, ExpectedAttributeValue> entries, @Nullable ConditionalOperator together) {
        return join("Expected", each(entries, LegacyExpected::condition), entries, together);
    }

    /**
     * {@code QueryFilter} or {@code ScanFilter}.
     *
     * @param parameter which of them
     * @param together {@code ConditionalOperator}, null for AND
     * @return null when there are no entries
     * @throws DynamoDbException a {@code ValidationException} when an entry is not valid
     */
    public static @Nullable ConditionExpression filter(
            String parameter,
            Map<String, software.amazon.awssdk.services.dynamodb.model.Condition> entries,
            @Nullable ConditionalOperator together) {
        List<Condition> conditions =
                each(entries, (attribute, entry) -> condition(attribute, entry).toCondition());
        return join(parameter, conditions, entries, together);
    }

    /**
     * {@code KeyConditions}.
     *
     * @throws DynamoDbException a {@code ValidationException} when an entry is not valid
     */
    public static KeyConditionExpression keyConditions(
            Map<String, software.amazon.awssdk.services.dynamodb.model.Condition> entries) {
        if (entries.isEmpty()) {
            throw ServiceErrors.validation("Conditions must be at least length 1");
        }
        return KeyConditionExpression.of(
                each(entries, (attribute, entry) -> condition(attribute, entry).toKeyTerm()));
    }

    /**
     * {@code AttributeUpdates}.
     *
     * @throws DynamoDbException a {@code ValidationException} when an entry is not valid
     */
    public static UpdateExpression attributeUpdates(Map<String, AttributeValueUpdate> entries) {
        List<UpdateAction> actions = each(entries, LegacyUpdate::action);
        boolean creates = entries.isEmpty() || entries.values().stream().anyMatch(LegacyUpdate::creates);
        return UpdateExpression.of(actions, creates);
    }

    /**
     * {@code AttributesToGet}.
     *
     * @throws DynamoDbException a {@code ValidationException} when a name is not valid or given twice
     */
    public static ProjectionExpression attributesToGet(List<String> names) {
        Set<DocumentPath> attributes = new LinkedHashSet<>();
        for (String name : names) {
            if (!attributes.add(attribute(name))) {
                throw ServiceErrors.validation(
                        "One or more parameter values were invalid: Duplicate value in attribute name: " + name);
            }
        }
        return ProjectionExpression.of(new ArrayList<>(attributes));
    }

    private static DocumentPath attribute(@Nullable String name) {
        return DocumentPath.of(Items.requireName(name == null ? "" : name));
    }

    private static <E, T> List<T> each(Map<String, E> entries, BiFunction<DocumentPath, E, T> translation) {
        List<T> translated = new ArrayList<>(entries.size());
        new TreeMap<>(entries).forEach((name, entry) -> translated.add(translation.apply(attribute(name), entry)));
        return translated;
    }

    private static LegacyCondition condition(
            DocumentPath attribute, software.amazon.awssdk.services.dynamodb.model.Condition entry) {
        return LegacyCondition.of(attribute, entry.comparisonOperatorAsString(), entry.attributeValueList());
    }

    private static @Nullable ConditionExpression join(
            String parameter,
            List<Condition> conditions,
            Map<String, ?> entries,
            @Nullable ConditionalOperator together) {
        if (together != null && conditions.size() < 2) {
            throw ServiceErrors.validation(
                    conditions.isEmpty()
                            ? "ConditionalOperator cannot be used without Filter or Expected"
                            : "ConditionalOperator can only be used when Filter or Expected has two or more elements");
        }
        if (conditions.isEmpty()) {
            return null;
        }
        Condition all =
                together == ConditionalOperator.OR ? new Condition.Or(conditions) : new Condition.And(conditions);
        return ConditionExpression.of(
                parameter,
                all,
                new TreeSet<>(entries.keySet()).stream().map(DocumentPath::of).toList());
    }
}
