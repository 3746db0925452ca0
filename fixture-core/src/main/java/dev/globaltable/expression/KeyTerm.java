package dev.globaltable.expression;

import dev.globaltable.expression.SortKeyCondition.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a key condition says of one attribute.
 *
 * @param operator null when no key can be looked up by it, which only {@code KeyConditions} can say
 * @param operands canonical values; none with {@code NULL} and {@code NOT_NULL}
 */
record KeyTerm(String attribute, @Nullable Operator operator, List<AttributeValue> operands) {}
