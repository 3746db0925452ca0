package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import dev.globaltable.item.AttributeType;
import dev.globaltable.item.AttributeValues;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** The values of {@code ComparisonOperator}: how many values each takes, and of which types. */
enum LegacyOperator {
    EQ(1, 1, EnumSet.allOf(AttributeType.class)),
    NE(1, 1, EnumSet.allOf(AttributeType.class)),
    LE(1, 1, OperandRules.ORDERED),
    LT(1, 1, OperandRules.ORDERED),
    GE(1, 1, OperandRules.ORDERED),
    GT(1, 1, OperandRules.ORDERED),
    BETWEEN(2, 2, OperandRules.ORDERED),
    BEGINS_WITH(1, 1, OperandRules.PREFIXED),
    IN(1, Integer.MAX_VALUE, OperandRules.ORDERED),
    CONTAINS(1, 1, OperandRules.CONTAINED),
    NOT_CONTAINS(1, 1, OperandRules.CONTAINED),
    NULL(0, 0, EnumSet.noneOf(AttributeType.class)),
    NOT_NULL(0, 0, EnumSet.noneOf(AttributeType.class));

    private final int least;
    private final int most;

    @SuppressWarnings("ImmutableEnumChecker") // Never changed.
    private final Set<AttributeType> types;

    LegacyOperator(int least, int most, Set<AttributeType> types) {
        this.least = least;
        this.most = most;
        this.types = types;
    }

    boolean needsValues() {
        return least > 0;
    }

    void check(List<Operand.Literal> values) {
        if (values.size() < least || values.size() > most) {
            throw invalid("Invalid number of argument(s) for the " + this + " ComparisonOperator");
        }
        for (Operand.Literal value : values) {
            AttributeType type = value.fixedType();
            if (!types.contains(type)) {
                throw invalid("ComparisonOperator " + this + " is not valid for " + type + " AttributeValue type");
            }
            if (type != values.get(0).fixedType()) {
                throw invalid("AttributeValues inside AttributeValueList must be of same type");
            }
        }
        if (this == BETWEEN
                && AttributeValues.compare(values.get(0).value(), values.get(1).value()) > 0) {
            throw ServiceErrors.validation("The BETWEEN condition was provided a range where the lower bound is greater"
                    + " than the upper bound");
        }
    }

    private static DynamoDbException invalid(String problem) {
        return ServiceErrors.validation("One or more parameter values were invalid: " + problem);
    }
}
