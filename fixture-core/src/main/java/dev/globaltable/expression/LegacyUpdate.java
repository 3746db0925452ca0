package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.item.AttributeType;
import dev.globaltable.item.Items;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** One entry of {@code AttributeUpdates}: an {@code Action}, which is PUT when it is left out, and its {@code Value}. */
final class LegacyUpdate {

    private static final Set<AttributeType> SETS = EnumSet.of(AttributeType.SS, AttributeType.NS, AttributeType.BS);
    private static final Set<AttributeType> ADDED =
            EnumSet.of(AttributeType.N, AttributeType.L, AttributeType.SS, AttributeType.NS, AttributeType.BS);
    private static final Operand.Literal NO_ELEMENTS =
            LegacyCondition.literal(AttributeValue.fromL(Collections.emptyList()));

    private LegacyUpdate() {}

    static UpdateAction action(DocumentPath attribute, AttributeValueUpdate update) {
        AttributeAction action = update.action() == null ? AttributeAction.PUT : update.action();
        AttributeValue written = update.value();
        if (written == null) {
            if (action != AttributeAction.DELETE) {
                throw invalid("Only DELETE action is allowed when no attribute value is specified");
            }
            return new UpdateAction.Remove(attribute);
        }
        Operand.Literal value = new Operand.Literal(canonical(attribute.attribute(), written), written);
        return switch (action) {
            case PUT -> new UpdateAction.Assign(attribute, value);
            case ADD -> add(attribute, value);
            case DELETE -> delete(attribute, value);
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("Unchecked Action: " + update);
        };
    }

    /** As part of an item, where the item itself is the first level that nests. */
    private static AttributeValue canonical(String name, AttributeValue written) {
        return Items.canonical(Collections.singletonMap(name, written))
                .values()
                .iterator()
                .next();
    }

    private static UpdateAction add(DocumentPath attribute, Operand.Literal value) {
        AttributeType type = value.fixedType();
        if (!ADDED.contains(type)) {
            throw invalid("ADD action is not supported for the type " + type.longName());
        }
        UpdateAction added = type == AttributeType.L
                ? new UpdateAction.Assign(attribute, appended(attribute, value))
                : new UpdateAction.Add(attribute, value.value());
        return new UpdateAction.OfType(type, added);
    }

    /** The elements of a list are added at its end, which ADD in an expression does not do. */
    private static Operand appended(DocumentPath attribute, Operand.Literal value) {
        return new UpdateOperand.ListAppend(new UpdateOperand.IfNotExists(attribute, NO_ELEMENTS), value);
    }

    private static UpdateAction delete(DocumentPath attribute, Operand.Literal value) {
        AttributeType type = value.fixedType();
        if (!SETS.contains(type)) {
            throw invalid("DELETE action with value is not supported for the type " + type.longName());
        }
        return new UpdateAction.OfType(type, new UpdateAction.Delete(attribute, value.value()));
    }

    /** Whether the action makes an attribute, and with it an item that is not there: only DELETE does not. */
    static boolean creates(AttributeValueUpdate update) {
        return update.action() != AttributeAction.DELETE;
    }

    private static DynamoDbException invalid(String problem) {
        return ServiceErrors.validation("One or more parameter values were invalid: " + problem);
    }
}
