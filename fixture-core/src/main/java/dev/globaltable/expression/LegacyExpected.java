package dev.globaltable.expression;

import dev.globaltable.error.ServiceErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/**
 * One entry of {@code Expected}, in either of its forms: {@code Value} and {@code Exists}, or {@code ComparisonOperator}
 * with {@code AttributeValueList}. A single {@code Value} may stand for the list.
 */
final class LegacyExpected {

    private final DocumentPath attribute;
    private final ExpectedAttributeValue expected;
    private final @Nullable AttributeValue value;

    private LegacyExpected(DocumentPath attribute, ExpectedAttributeValue expected) {
        this.attribute = attribute;
        this.expected = expected;
        this.value = expected.value();
    }

    static Condition condition(DocumentPath attribute, ExpectedAttributeValue expected) {
        LegacyExpected entry = new LegacyExpected(attribute, expected);
        String operator = expected.comparisonOperatorAsString();
        if (operator != null && expected.exists() != null) {
            throw invalid("Exists and ComparisonOperator cannot be used together", attribute);
        }
        if (entry.value != null && expected.hasAttributeValueList()) {
            throw invalid("Value and AttributeValueList cannot be used together", attribute);
        }
        return operator == null ? entry.existence() : entry.comparison(operator);
    }

    private Condition comparison(String operator) {
        List<AttributeValue> values = value == null ? expected.attributeValueList() : List.of(value);
        boolean given = value != null || expected.hasAttributeValueList();
        if (!given && LegacyOperator.valueOf(operator).needsValues()) {
            throw invalid("Value or AttributeValueList must be used with ComparisonOperator: " + operator, attribute);
        }
        return LegacyCondition.of(attribute, operator, values).toCondition();
    }

    private Condition existence() {
        if (expected.hasAttributeValueList()) {
            throw invalid("AttributeValueList can only be used with a ComparisonOperator", attribute);
        }
        if (Boolean.FALSE.equals(expected.exists())) {
            if (value != null) {
                throw invalid("Value cannot be used when Exists is false", attribute);
            }
            return new Condition.AttributeNotExists(attribute);
        }
        if (value == null) {
            throw invalid("Value must be provided when Exists is " + expected.exists(), attribute);
        }
        return new Condition.Comparison(Comparator.EQUAL, attribute, LegacyCondition.literal(value));
    }

    private static DynamoDbException invalid(String problem, DocumentPath attribute) {
        return ServiceErrors.validation(
                "One or more parameter values were invalid: " + problem + " for Attribute: " + attribute.attribute());
    }
}
